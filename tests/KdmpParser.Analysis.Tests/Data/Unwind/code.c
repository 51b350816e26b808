// Functions that make both compilers write every kind of prologue and epilogue that they write.
typedef unsigned long long u64;
#define APART __attribute__((noinline))

#ifdef _MSC_VER
int _fltused;
#define PROBE "__chkstk"
#else
#define PROBE "___chkstk_ms"
#endif

// Called in the middle of prologues of large frames, with their size in rax. It has no pages to touch: the stack of the trace is all there.
__asm__(".globl " PROBE "\n" PROBE ":\n  ret\n");

static volatile u64 sink;
static volatile int never;

APART u64 leaf(u64 a, u64 b)
{
    return a * b + 3;
}

APART u64 pushes(u64 a, u64 b, u64 c, u64 d)
{
    u64 e = leaf(a, b), f = leaf(c, d), g = leaf(a, c), h = leaf(b, d);
    return leaf(e, f) + leaf(g, h) + leaf(a + e, b + f) + c + d + g + h;
}

APART u64 large(u64 a)
{
    volatile u64 room[500];
    room[a & 255] = a;
    return leaf(a, room[a & 255]) + leaf(room[a & 255], 7);
}

APART u64 huge(u64 a)
{
    volatile u64 room[0x90000 / 8];
    room[a & 255] = leaf(a, 5);
    return pushes(a, 2, 3, room[a & 255]);
}

APART u64 dynamic(u64 count, u64 a)
{
    volatile u64 *room = __builtin_alloca(count * 8 + 64);
    room[0] = leaf(a, count);
    room[count] = leaf(room[0], 11);
    return leaf(room[0], room[count]) + a;
}

APART double scale(double a, double b)
{
    return a * b + 0.5;
}

APART double vectors(double a, double b, double c, double d)
{
    double e = scale(a, b), f = scale(c, d), g = scale(a, d);
    return scale(e, f) + scale(g, a) + b * c + d * e + f * g;
}

APART __attribute__((cold)) u64 report(u64 a)
{
    sink = a;
    return leaf(a, 13) + leaf(sink, 17);
}

APART u64 branches(u64 a, u64 b)
{
    if (__builtin_expect(a == 77, 0))
    {
        u64 c = report(a);
        return report(c + b) + leaf(c, b);
    }
    return leaf(a, b) + leaf(b, a);
}

APART u64 tail(u64 a)
{
    return pushes(leaf(a, 9), a, 4, 5);
}

typedef u64 (*function)(u64, u64);
static function volatile chosen = leaf;

APART u64 tail_pointer(u64 a, u64 b)
{
    u64 c = leaf(a, b);
    function next = chosen;
    sink = c;
    return next(a, c);
}

APART u64 descend(u64 depth)
{
    return depth == 0 ? leaf(1, 2) : leaf(descend(depth - 1), depth);
}

u64 frames(u64 a); // Of the assembler source, where there is one.
#ifndef _MSC_VER
u64 frames(u64 a)
{
    return a;
}
#endif

__declspec(dllexport) u64 run(u64 a)
{
    u64 b = pushes(a, 2, 3, 4) + large(a) + huge(a) + dynamic(a & 7, a) + (u64)vectors(1.5, 2.5, 3.5, 4.5);
    b += branches(a, b) + branches(77, b) + tail(a) + tail_pointer(a, b) + descend(4) + frames(a);
    return never ? report(b) : b;
}
