// Runs the exported function "run" of a DLL for x64 that has no imports, on Linux, one instruction at a time, and writes what happened: before each
// instruction the registers, what changed on the stack, and which calls had not returned. README.md has the format.
//
//     trace IMAGE TRACE [interrupt]
//
// With "interrupt", the exported functions "interrupted" and "faulted" are entered once before each instruction that is reached, in turns and as a processor
// enters them: this program pushes the frame that it would push. They end with IRETQ, which works in user mode, too.
#define _GNU_SOURCE
#include <elf.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <sys/uio.h>
#include <unistd.h>

enum { STACK_SIZE = 0x200000, ROOM_ABOVE = 0x1000, MOST_CALLS = 256, FIRST_FULL_INTERRUPTS = 24 };
static const uint64_t Stack = 0x7e0000000000;

struct call
{
    uint8_t kind; // 0: a call, 1: an interrupt.
    uint64_t rip, rsp, kept[8], xmm[20];
};

struct state
{
    uint64_t rip, general[16], xmm[20];
};

static uint8_t *file;
static uint64_t base;
static uint32_t image_size;
static pid_t child;
static struct call calls[MOST_CALLS];
static int depth;
static FILE *out;

static void check(int condition, const char *what)
{
    if (condition)
        return;
    fprintf(stderr, "%s\n", what);
    if (child)
        kill(child, SIGKILL);
    exit(1);
}

static uint16_t u16(const void *p) { uint16_t v; memcpy(&v, p, 2); return v; }
static uint32_t u32(const void *p) { uint32_t v; memcpy(&v, p, 4); return v; }
static uint64_t u64(const void *p) { uint64_t v; memcpy(&v, p, 8); return v; }

static uint8_t *image; // Loaded here too, for its exports.

static void load(const char *path)
{
    FILE *in = fopen(path, "rb");
    check(in != NULL, "no such image");
    fseek(in, 0, SEEK_END);
    long length = ftell(in);
    rewind(in);
    file = malloc(length);
    check(fread(file, 1, length, in) == (size_t)length, "image cannot be read");
    fclose(in);
    uint8_t *pe = file + u32(file + 0x3c);
    base = u64(pe + 0x30);
    image_size = u32(pe + 0x50);
    image = mmap((void *)base, image_size, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    check(image == (void *)base, "the image's addresses are in use");
    memcpy(image, file, u32(pe + 0x54));
    uint8_t *section = pe + 0x18 + u16(pe + 0x14);
    for (int i = u16(pe + 6); i > 0; i--, section += 40)
    {
        uint32_t size = u32(section + 16) < u32(section + 8) ? u32(section + 16) : u32(section + 8);
        memcpy(image + u32(section + 12), file + u32(section + 20), size);
    }

    void *stack = mmap((void *)Stack, STACK_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    check(stack == (void *)Stack, "the stack's addresses are in use");
}

static uint64_t export(const char *name)
{
    uint8_t *table = image + u32(image + u32(image + 0x3c) + 0x88);
    for (uint32_t i = 0; i < u32(table + 0x18); i++)
    {
        if (strcmp((char *)image + u32(image + u32(table + 0x20) + 4 * i), name) == 0)
            return base + u32(image + u32(table + 0x1c) + 4 * u16(image + u32(table + 0x24) + 2 * i));
    }

    check(0, name);
    return 0;
}

static void peek(uint64_t address, void *to, size_t size)
{
    struct iovec local = { to, size }, remote = { (void *)address, size };
    check(process_vm_readv(child, &local, 1, &remote, 1, 0) == (ssize_t)size, "memory cannot be read");
}

static void poke(uint64_t address, uint64_t value)
{
    check(ptrace(PTRACE_POKEDATA, child, address, value) == 0, "memory cannot be written");
}

static void get(struct state *state, struct user_regs_struct *r)
{
    struct user_fpregs_struct f;
    check(ptrace(PTRACE_GETREGS, child, 0, r) == 0 && ptrace(PTRACE_GETFPREGS, child, 0, &f) == 0, "registers cannot be read");
    uint64_t general[16] = { r->rax, r->rcx, r->rdx, r->rbx, r->rsp, r->rbp, r->rsi, r->rdi, r->r8, r->r9, r->r10, r->r11, r->r12, r->r13, r->r14, r->r15 };
    state->rip = r->rip;
    memcpy(state->general, general, sizeof general);
    memcpy(state->xmm, (uint8_t *)f.xmm_space + 6 * 16, sizeof state->xmm);
}

static void push(uint8_t kind, uint64_t rip, uint64_t rsp, const struct state *state)
{
    static const int kept[8] = { 3, 5, 6, 7, 12, 13, 14, 15 };
    check(depth < MOST_CALLS, "too many calls");
    struct call *call = &calls[depth++];
    *call = (struct call){ .kind = kind, .rip = rip, .rsp = rsp };
    for (int i = 0; i < 8; i++)
        call->kept[i] = state->general[kept[i]];
    memcpy(call->xmm, state->xmm, sizeof call->xmm);
}

static void put(const void *value, size_t size) { check(fwrite(value, size, 1, out) == 1, "trace cannot be written"); }
static void put8(uint8_t v) { put(&v, 1); }
static void put16(uint16_t v) { put(&v, 2); }
static void put32(uint32_t v) { put(&v, 4); }
static void put64(uint64_t v) { put(&v, 8); }

static uint64_t was[STACK_SIZE / 8], is[STACK_SIZE / 8];
static struct call written[MOST_CALLS];
static int written_depth;
static struct state written_state;
static uint32_t steps;

static void record(const struct state *state)
{
    peek(Stack, is, STACK_SIZE);
    uint32_t mask = 0;
    for (int i = 0; i < 16; i++)
        mask |= (uint32_t)(state->general[i] != written_state.general[i]) << i;
    for (int i = 0; i < 10; i++)
        mask |= (uint32_t)(memcmp(state->xmm + 2 * i, written_state.xmm + 2 * i, 16) != 0) << (16 + i);
    put64(state->rip);
    put32(mask);
    for (int i = 0; i < 16; i++)
        if (mask >> i & 1)
            put64(state->general[i]);
    for (int i = 0; i < 10; i++)
        if (mask >> (16 + i) & 1)
            put(state->xmm + 2 * i, 16);
    written_state = *state;

    int changed = 0;
    for (size_t i = 0; i < STACK_SIZE / 8; i++)
        changed += is[i] != was[i];
    put16(changed);
    for (size_t i = 0; i < STACK_SIZE / 8; i++)
        if (is[i] != was[i])
        {
            put32(i);
            put64(is[i]);
        }
    memcpy(was, is, sizeof was);

    int same = 0;
    while (same < depth && same < written_depth && memcmp(&calls[same], &written[same], sizeof(struct call)) == 0)
        same++;
    put8(same);
    put8(depth - same);
    for (int i = same; i < depth; i++)
    {
        put8(calls[i].kind);
        put64(calls[i].rip);
        put64(calls[i].rsp);
        put(calls[i].kept, sizeof calls[i].kept);
        put(calls[i].xmm, sizeof calls[i].xmm);
    }

    memcpy(written, calls, sizeof calls);
    written_depth = depth;
    steps++;
}

int main(int count, char **arguments)
{
    check(count >= 3, "trace IMAGE TRACE [interrupt]");
    int interrupts = count > 3;
    load(arguments[1]);
    out = fopen(arguments[2], "wb");
    check(out != NULL, "trace cannot be made");
    child = fork();
    if (child == 0)
    {
        ptrace(PTRACE_TRACEME, 0, 0, 0);
        raise(SIGSTOP);
        _exit(0);
    }

    int status;
    waitpid(child, &status, 0);
    struct user_regs_struct r;
    struct user_fpregs_struct f;
    ptrace(PTRACE_GETREGS, child, 0, &r);
    ptrace(PTRACE_GETFPREGS, child, 0, &f);
    uint64_t *general[16] = { (uint64_t *)&r.rax, (uint64_t *)&r.rcx, (uint64_t *)&r.rdx, (uint64_t *)&r.rbx, (uint64_t *)&r.rsp, (uint64_t *)&r.rbp, (uint64_t *)&r.rsi,
        (uint64_t *)&r.rdi, (uint64_t *)&r.r8, (uint64_t *)&r.r9, (uint64_t *)&r.r10, (uint64_t *)&r.r11, (uint64_t *)&r.r12, (uint64_t *)&r.r13, (uint64_t *)&r.r14, (uint64_t *)&r.r15 };
    for (int i = 0; i < 16; i++)
        *general[i] = 0x0101010101010101ull * (0xa0 + i);
    for (int i = 0; i < 64; i++)
        f.xmm_space[i] = 0x11110000 + i;
    f.mxcsr = 0x1f80;
    r.eflags = 0x202;
    r.rcx = 5;
    r.rsp = Stack + STACK_SIZE - ROOM_ABOVE - 8; // The return address there is zero: a thread that began here.
    r.rip = export("run");
    ptrace(PTRACE_SETREGS, child, 0, &r);
    ptrace(PTRACE_SETFPREGS, child, 0, &f);
    put64(base);
    put32(image_size);
    put64(Stack);
    put32(STACK_SIZE);

    uint8_t *reached = calloc(image_size, 1);
    uint64_t handlers[2] = { 0, 0 }, exits[4] = { 0 }, deep = 0;
    if (interrupts)
    {
        handlers[0] = export("interrupted");
        handlers[1] = export("faulted");
        exits[0] = export("interrupted_exit");
        exits[1] = export("interrupted_end");
        exits[2] = export("faulted_exit");
        exits[3] = export("faulted_end");
        deep = export("interrupt_deep");
    }

    int interrupted = 0, inside = 0;
    struct state before;
    get(&before, &r);
    while (before.rip != 0)
    {
        if (interrupts && !inside && !reached[before.rip - base])
        {
            // Intel SDM vol. 3A, 6.14.2: the stack pointer is aligned, then SS, RSP, RFLAGS, CS, RIP, and for some exceptions an error code.
            reached[before.rip - base] = 1;
            push(1, before.rip, before.general[4], &before);
            uint64_t frame[6] = { r.ss, r.rsp, r.eflags, r.cs, r.rip, 0x2222 };
            int fault = interrupted++ & 1;
            r.rsp &= ~15ull;
            for (int i = 0; i < 5 + fault; i++)
                poke(r.rsp -= 8, frame[i]);
            r.rip = handlers[fault];
            r.eflags = 0x202;
            ptrace(PTRACE_SETREGS, child, 0, &r);
            get(&before, &r);
            inside = 1;
        }

        // The rest of a handler cannot be unwound: what it did is undone, and no unwind data says so.
        int leaving = interrupts && ((before.rip > exits[0] && before.rip < exits[1]) || (before.rip > exits[2] && before.rip < exits[3]));
        if (!interrupts || (inside && !leaving && (interrupted <= FIRST_FULL_INTERRUPTS || before.rip == deep)))
            record(&before);

        uint8_t code[4] = { 0 };
        peek(before.rip, code, sizeof code);
        int prefix = (code[0] & 0xf0) == 0x40 ? 1 : 0;
        int is_call = code[prefix] == 0xe8 || (code[prefix] == 0xff && (code[prefix + 1] & 0x38) == 0x10);
        int is_return = code[0] == 0xc3 || (code[0] == 0xf3 && code[1] == 0xc3) || code[0] == 0xc2;
        int is_interrupt_return = code[0] == 0x48 && code[1] == 0xcf;
        check(ptrace(PTRACE_SINGLESTEP, child, 0, 0) == 0, "cannot step");
        waitpid(child, &status, 0);
        check(WIFSTOPPED(status) && WSTOPSIG(status) == SIGTRAP, "the code failed");
        struct state after;
        get(&after, &r);
        if (is_call)
        {
            uint64_t address;
            peek(after.general[4], &address, sizeof address);
            push(0, address, after.general[4] + 8, &before);
        }
        else if ((is_return && after.rip != 0) || is_interrupt_return)
        {
            check(depth > 0, "a return without a call");
            struct call *top = &calls[--depth];
            check(top->kind == is_interrupt_return && top->rip == after.rip && top->rsp == after.general[4], "a return to somewhere else");
            inside &= !is_interrupt_return;
        }

        before = after;
    }

    check(depth == 0, "calls are left");
    kill(child, SIGKILL);
    fclose(out);
    fprintf(stderr, "%u steps\n", steps);
    return 0;
}
