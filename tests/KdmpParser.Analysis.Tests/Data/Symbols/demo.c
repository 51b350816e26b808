// A driver-like DLL: exports, static functions, a leaf, data, and a function that the linker cannot fold.
#define EXPORT __declspec(dllexport)

EXPORT volatile int DemoCounter = 7;
static volatile int s_secret[64] = { 1, 2, 3 };
volatile char g_buffer[32];

__attribute__((noinline)) static int add_secret(int value)
{
    volatile int local[8];
    for (int i = 0; i < 8; i++)
        local[i] = s_secret[i + (value & 7)];
    return local[value & 7] + value;
}

__attribute__((noinline)) int internal_sum(int a, int b)
{
    return add_secret(a) + add_secret(b) + g_buffer[a & 31];
}

// Without a stack frame: no unwind data.
EXPORT int DemoLeaf(int value)
{
    return value * 3 + 1;
}

EXPORT int DemoRead(int value)
{
    DemoCounter++;
    return internal_sum(value, DemoLeaf(value)) + add_secret(value + 1);
}

int EntryPoint(void *instance, unsigned reason, void *reserved)
{
    return DemoRead((int)reason) != 0;
}
