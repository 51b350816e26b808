# What compilers seldom write, or never: for the assembler of LLVM. Exported labels are for trace.c.
        .intel_syntax noprefix
        .text

# UWOP_SAVE_NONVOL, UWOP_SAVE_XMM128, and "rep ret".
        .seh_proc saves
saves:
        sub rsp, 0x48
        .seh_stackalloc 0x48
        mov [rsp + 0x40], rbx
        .seh_savereg rbx, 0x40
        movaps [rsp + 0x20], xmm6
        .seh_savexmm xmm6, 0x20
        .seh_endprologue
        mov ebx, 0x1234
        pcmpeqd xmm6, xmm6
        mov ecx, 5
        mov edx, 6
        call leaf
        movaps xmm6, [rsp + 0x20]
        mov rbx, [rsp + 0x40]
        add rsp, 0x48
        rep ret
        .seh_endproc

# UWOP_SAVE_NONVOL_FAR, UWOP_SAVE_XMM128_FAR, the longer form of UWOP_ALLOC_LARGE.
        .seh_proc saves_far
saves_far:
        sub rsp, 0x120048
        .seh_stackalloc 0x120048
        mov [rsp + 0x120040], rsi
        .seh_savereg rsi, 0x120040
        movaps [rsp + 0x120020], xmm15
        .seh_savexmm xmm15, 0x120020
        mov [rsp + 0x90000], r15
        .seh_savereg r15, 0x90000
        .seh_endprologue
        mov esi, 0x4321
        xor r15, r15
        pcmpeqd xmm15, xmm15
        call saves
        mov r15, [rsp + 0x90000]
        movaps xmm15, [rsp + 0x120020]
        mov rsi, [rsp + 0x120040]
        add rsp, 0x120048
        ret
        .seh_endproc

# A frame register with a distance, set in the middle of the prologue; the stack pointer moves in the body.
        .seh_proc framed
framed:
        push rbp
        .seh_pushreg rbp
        push rdi
        .seh_pushreg rdi
        sub rsp, 0x68
        .seh_stackalloc 0x68
        lea rbp, [rsp + 0x20]
        .seh_setframe rbp, 0x20
        mov [rbp + 0x30], r14
        .seh_savereg r14, 0x50
        .seh_endprologue
        mov edi, 0x77
        mov r14d, 0x78
        sub rsp, 0x50
        call saves
        sub rsp, 0x350
        call saves
        mov r14, [rbp + 0x30]
        lea rsp, [rbp + 0x48]
        pop rdi
        pop rbp
        ret
        .seh_endproc

# r12 needs a SIB byte, rbx here a distance of four bytes.
        .seh_proc framed12
framed12:
        push r12
        .seh_pushreg r12
        sub rsp, 0x30
        .seh_stackalloc 0x30
        lea r12, [rsp + 0x10]
        .seh_setframe r12, 0x10
        .seh_endprologue
        sub rsp, 0x40
        call saves
        lea rsp, [r12 + 0x20]
        pop r12
        ret
        .seh_endproc

        .seh_proc framed3
framed3:
        push rbx
        .seh_pushreg rbx
        sub rsp, 0x200
        .seh_stackalloc 0x200
        mov rbx, rsp
        .seh_setframe rbx, 0
        .seh_endprologue
        sub rsp, 0x40
        call saves
        lea rsp, [rbx + 0x200]
        pop rbx
        ret
        .seh_endproc

# In the middle, a part that saves two more registers: chained to the function, as is what follows it. (The assembler's own .seh_startchained
# makes ranges that overlap, which no search can find.)
chained:
        push rbx
chained_1:
        sub rsp, 0x40
chained_2:
        mov rbx, rcx
        mov ecx, 3
        mov edx, 4
        call leaf
        test rbx, rbx
        jz chained_rest
chained_part:
        mov [rsp + 0x30], rsi
chained_3:
        mov [rsp + 0x38], r13
chained_4:
        mov esi, 0x55
        mov r13d, 0x56
        call saves
        mov r13, [rsp + 0x38]
        mov rsi, [rsp + 0x30]
chained_rest:
        add rsp, 0x40
        pop rbx
        ret
chained_end:
        int3

# Tail calls: direct, through memory, through a register, short.
        .seh_proc tail_direct
tail_direct:
        push rdi
        .seh_pushreg rdi
        sub rsp, 0x20
        .seh_stackalloc 0x20
        .seh_endprologue
        call saves
        add rsp, 0x20
        pop rdi
        jmp framed12
        .seh_endproc

        .seh_proc tail_memory
tail_memory:
        push r15
        .seh_pushreg r15
        sub rsp, 0x20
        .seh_stackalloc 0x20
        .seh_endprologue
        call saves
        add rsp, 0x20
        pop r15
        jmp [rip + pointer]
        .seh_endproc

        .seh_proc tail_register
tail_register:
        sub rsp, 0x128
        .seh_stackalloc 0x128
        .seh_endprologue
        call saves
        lea rax, [rip + framed3]
        add rsp, 0x128
        rex64 jmp rax
        .seh_endproc

        .seh_proc tail_self
tail_self:
        sub rsp, 0x28
        .seh_stackalloc 0x28
        .seh_endprologue
        mov [rsp + 0x20], rcx
        call saves
        mov rcx, [rsp + 0x20]
        dec rcx
        jz 1f
        add rsp, 0x28
        jmp tail_self
1:      add rsp, 0x28
        ret
        .seh_endproc

# An import thunk has neither a frame nor unwind data.
thunk:
        jmp [rip + pointer]

# Version 2, which lists the epilogues. In the body stands what would pass for one.
two:
        push rbx
two_1:  push rdi
two_2:  sub rsp, 0x28
two_3:  mov ebx, ecx
        mov edi, ecx
        call saves
        test ebx, ebx
        jz 1f
        add rsp, 0x28
two_a:  pop rdi
        pop rbx
        ret
1:      call saves
        add rsp, 0x28
two_b:  pop rdi
        pop rbx
        ret
two_end:

# A part elsewhere, chained to where it belongs, and another one that an indirect entry stands for.
parted:
        push rbx
parted_1:
        sub rsp, 0x20
parted_2:
        mov ebx, ecx
        call saves
        test ebx, ebx
        jnz parted_cold
        jmp parted_other
parted_back:
        add rsp, 0x20
        pop rbx
        ret
parted_end:
        int3

        .seh_proc frames
        .globl frames
frames:
        push rsi
        .seh_pushreg rsi
        sub rsp, 0x20
        .seh_stackalloc 0x20
        .seh_endprologue
        call saves
        call saves_far
        call framed
        call framed12
        call framed3
        mov ecx, 1
        call chained
        xor ecx, ecx
        call chained
        call tail_direct
        call tail_memory
        call tail_register
        mov ecx, 2
        call tail_self
        call thunk
        mov ecx, 1
        call two
        xor ecx, ecx
        call two
        mov ecx, 1
        call parted
        xor ecx, ecx
        call parted
        add rsp, 0x20
        pop rsi
        ret
        .seh_endproc

parted_cold:
        call saves
        jmp parted_back
parted_cold_end:
        int3
parted_other:
        call framed12
        jmp parted_back
parted_other_end:
        int3

# What the processor calls at an interrupt, and at a fault with an error code. The way out begins at the exported labels.
        .seh_proc interrupted
        .globl interrupted
interrupted:
        .seh_pushframe
        push rbp
        .seh_pushreg rbp
        sub rsp, 0x150
        .seh_stackalloc 0x150
        lea rbp, [rsp + 0x80]
        .seh_setframe rbp, 0x80
        .seh_endprologue
        call keep
        call interrupt_work
        call restore
        .globl interrupted_exit
interrupted_exit:
        lea rsp, [rbp + 0xd0]
        pop rbp
        iretq
        .globl interrupted_end
interrupted_end:
        nop
        .seh_endproc

        .seh_proc faulted
        .globl faulted
faulted:
        .seh_pushframe @code
        push rbp
        .seh_pushreg rbp
        sub rsp, 0x158
        .seh_stackalloc 0x158
        lea rbp, [rsp + 0x80]
        .seh_setframe rbp, 0x80
        .seh_endprologue
        call keep
        call interrupt_work
        call restore
        .globl faulted_exit
faulted_exit:
        lea rsp, [rbp + 0xd8]
        pop rbp
        add rsp, 8
        iretq
        .globl faulted_end
faulted_end:
        nop
        .seh_endproc

# Leaves: the registers that calls need not keep go into the trap frame and come back.
keep:
        mov [rbp + 0x00], rax
        mov [rbp + 0x08], rcx
        mov [rbp + 0x10], rdx
        mov [rbp + 0x18], r8
        mov [rbp + 0x20], r9
        mov [rbp + 0x28], r10
        mov [rbp + 0x30], r11
        ret
restore:
        mov rax, [rbp + 0x00]
        mov rcx, [rbp + 0x08]
        mov rdx, [rbp + 0x10]
        mov r8, [rbp + 0x18]
        mov r9, [rbp + 0x20]
        mov r10, [rbp + 0x28]
        mov r11, [rbp + 0x30]
        ret

        .seh_proc interrupt_work
interrupt_work:
        push rbx
        .seh_pushreg rbx
        push r14
        .seh_pushreg r14
        sub rsp, 0x28
        .seh_stackalloc 0x28
        .seh_endprologue
        xor ebx, ebx
        mov r14d, 0x99
        mov ecx, 1
        mov edx, 2
        .globl interrupt_deep
interrupt_deep:
        call leaf
        add rsp, 0x28
        pop r14
        pop rbx
        ret
        .seh_endproc

        .data
pointer:
        .quad framed

# By hand: IMAGE_RUNTIME_FUNCTION_ENTRY and UNWIND_INFO.
        .section .xdata, "dr"
        .p2align 2
two_info:
        .byte 2, two_3 - two, 8, 0
        .byte two_end - two_b, 0x16
        .byte two_end - two_a, 0x06
        .byte 0, 0x07, 0, 0, 0, 0
        .byte two_3 - two, 0x42
        .byte two_2 - two, 0x70
        .byte two_1 - two, 0x30
parted_info:
        .byte 1, parted_2 - parted, 2, 0
        .byte parted_2 - parted, 0x32
        .byte parted_1 - parted, 0x30
cold_info:
        .byte 0x21, 0, 0, 0
        .long parted@IMGREL, parted_end@IMGREL, parted_info@IMGREL
parted_entry:
        .long parted@IMGREL, parted_end@IMGREL, parted_info@IMGREL

chained_info:
        .byte 1, chained_2 - chained, 2, 0
        .byte chained_2 - chained, 0x72
        .byte chained_1 - chained, 0x30
chained_part_info:
        .byte 0x21, chained_4 - chained_part, 4, 0
        .byte chained_4 - chained_part, 0xd4
        .short 7
        .byte chained_3 - chained_part, 0x64
        .short 6
        .long chained@IMGREL, chained_part@IMGREL, chained_info@IMGREL
chained_rest_info:
        .byte 0x21, 0, 0, 0
        .long chained@IMGREL, chained_part@IMGREL, chained_info@IMGREL

        .section .pdata, "dr"
        .p2align 2
        .long chained@IMGREL, chained_part@IMGREL, chained_info@IMGREL
        .long chained_part@IMGREL, chained_rest@IMGREL, chained_part_info@IMGREL
        .long chained_rest@IMGREL, chained_end@IMGREL, chained_rest_info@IMGREL
        .long two@IMGREL, two_end@IMGREL, two_info@IMGREL
        .long parted@IMGREL, parted_end@IMGREL, parted_info@IMGREL
        .long parted_cold@IMGREL, parted_cold_end@IMGREL, cold_info@IMGREL
        .long parted_other@IMGREL, parted_other_end@IMGREL, parted_entry@IMGREL + 1
