namespace KdmpParser.Tests;

/// <summary>Values on a stack that lie in a module, on memory written by hand and on real dumps.</summary>
public class StackCandidateTests
{
    private const ulong Prcb = 0xfffff804_50000180;
    private const ulong Thread = 0xffffc08b_10000080;

    /// <summary>The lowest address of the stack's pages, and the stack pointer in the second of its six.</summary>
    private const ulong Limit = 0xffff8504_29890000;
    private const ulong Pointer = Limit + 0x1100;
    private const ulong InitialStack = Limit + 0x5c90;

    [Fact]
    public void Candidates_are_the_values_in_a_module_from_the_stack_pointer_up()
    {
        using KernelDump dump = Machine().Open();
        CapturedList<StackCandidate> candidates = dump.FindStackCandidates();
        Assert.Null(candidates.Failure);
        Assert.Equal([(Pointer, 0x1234UL), (Pointer + 0x20, 0UL), (Pointer + 0x1000, 0x5fffUL)], candidates.Select(found => (found.Address.Value, found.Offset)));
        Assert.All(candidates, found => Assert.Equal(("ntoskrnl.exe", KernelBytes.Image + found.Offset), (found.Module.Name, found.Value.Value)));
    }

    [Fact]
    public void The_stack_of_the_thread_ends_where_it_began()
    {
        using KernelDump dump = Machine().U64(InitialStack - 8, KernelBytes.Image + 1).U64(InitialStack, KernelBytes.Image + 2).Open();
        Assert.Equal(InitialStack - 8, dump.FindStackCandidates()[^1].Address.Value);
        Assert.Equal<VirtualAddress?>(InitialStack, dump.Processors[0].InitialStack);
    }

    [Fact]
    public void Another_stack_than_the_threads_is_gone_through_for_24_KiB()
    {
        const ulong Interrupt = 0xffff8504_30000000;
        KernelBytes memory = Machine(Interrupt).U64(Interrupt + 0x5ff8, KernelBytes.Image + 1).U64(Interrupt + 0x6000, KernelBytes.Image + 2);
        for (ulong page = Interrupt; page < Interrupt + 0x6000; page += 0x1000)
            memory.U8(page, 0);
        using KernelDump dump = memory.Open();
        CapturedList<StackCandidate> candidates = dump.FindStackCandidates();
        Assert.Equal((Interrupt + 0x5ff8, null), (Assert.Single(candidates).Address.Value, candidates.Failure));
    }

    [Fact]
    public void The_first_missing_byte_ends_it_with_the_reason()
    {
        using KernelDump dump = Machine().Unmap(Limit + 0x2000).Open();
        CapturedList<StackCandidate> candidates = dump.FindStackCandidates();
        Assert.Equal([Pointer, Pointer + 0x20], candidates.Select(found => found.Address.Value));
        Assert.Equal((KernelDataFailureReason.Unreadable, Limit + 0x2000), (candidates.Failure!.Reason, candidates.Failure.Address!.Value.Value));
    }

    [Theory]
    [InlineData(0x28, 2, null)]
    [InlineData(0x20, 1, KernelDataFailureReason.LimitExceeded)]
    public void No_more_is_gone_through_than_the_limit_says(int limit, int count, KernelDataFailureReason? reason)
    {
        // The thread's stack ends 0x28 bytes behind the stack pointer.
        using KernelDump dump = Machine().U64(Thread + 0x28, Pointer + 0x28).Open(new KernelDumpLimits { StackBytes = limit });
        CapturedList<StackCandidate> candidates = dump.FindStackCandidates();
        Assert.Equal((count, reason), (candidates.Count, candidates.Failure?.Reason));
    }

    [Fact]
    public void A_stack_pointer_between_two_slots_begins_at_the_next()
    {
        using KernelDump dump = Machine(Pointer + 1).Open();
        Assert.Equal(Pointer + 0x20, dump.FindStackCandidates()[0].Address.Value);
    }

    [Theory]
    [InlineData(0xffffffff_fffffff9)]
    [InlineData(0xffffffff_ffffffff)]
    public void A_stack_pointer_at_the_end_of_all_addresses_gives_nothing(ulong last)
    {
        using KernelDump dump = Machine(last).Open();
        CapturedList<StackCandidate> candidates = dump.FindStackCandidates();
        Assert.Equal((0, null), (candidates.Count, candidates.Failure));
    }

    [Fact]
    public void Without_a_context_it_is_not_known_where_the_stack_is()
    {
        KernelBytes memory = Machine().OnDump(dump => dump.Text(0x378, "PAGE").Text(0x3e0, "PAGEPAGE")).Write(Prcb + 0x9000, new byte[0x4d0]);
        using KernelDump dump = memory.Open();
        Assert.Equal(KernelDataFailureReason.NotRecorded, dump.FindStackCandidates().Failure!.Reason);
    }

    [Fact]
    public void A_context_without_its_control_part_has_no_stack()
    {
        using KernelDump dump = Machine().Open();
        CapturedList<StackCandidate> candidates = dump.FindStackCandidates(new Amd64Context());
        Assert.Equal((0, KernelDataFailureReason.NotRecorded), (candidates.Count, candidates.Failure!.Reason));
    }

    [Fact]
    public void The_saved_stack_of_a_small_dump_is_all_of_its_stack()
    {
        // The driver is in the table that the small dump has instead of a list: its entry at 0x5000, its name at 0x5100.
        DumpBytes bytes = DumpBytes.Triage(Limit).U32(0x2030, 0x5000).U32(0x2034, 1).Zeros(0x3000, 0x200).Zeros(0x5000, 0x90);
        bytes.U32(0x5000, 0x5100).U64(0x5008 + 0x30, KernelBytes.Image).U32(0x5008 + 0x40, 0x1000).U32(0x5100, 1).U16(0x5104, 'n');
        bytes.U32(0x348 + 0x30, 0x10001f).U64(0x348 + 0x98, Limit + 0x100);
        bytes.U64(0x3000, KernelBytes.Image).U64(0x3100, KernelBytes.Image + 1).U64(0x31f8, KernelBytes.Image + 2);
        using KernelDump dump = bytes.Open();
        Assert.Equal([Limit, Limit + 0x100, Limit + 0x1f8], dump.FindStackCandidates().Select(found => found.Address.Value));
        Assert.Equal([Limit + 0x100, Limit + 0x1f8], dump.FindStackCandidates(dump.Context!).Select(found => found.Address.Value));
        Assert.Null(dump.FindStackCandidates().Failure);
    }

    [Fact]
    public void The_saved_stack_of_a_real_small_dump_has_the_calls_that_led_to_the_bug_check()
    {
        // Found in the saved stack by hand; amdppm.sys+0x313f is the call nearest to the fault at amdppm.sys+0x334c.
        ulong[] calls =
        [
            0xfffff804_7be0f4e1, 0xfffff804_7bdcc052, 0xfffff804_7bdfe942, 0xfffff804_7bd2bf97, 0xfffff804_7bd2ab86, 0xfffff804_7be07bac, 0xfffff804_7be031f5,
            0xfffff804_8b58313f, 0xfffff804_7bdfd0d8,
        ];
        using KernelDump dump = RealDump.Open("triage_x64.dmp");
        CapturedList<StackCandidate> candidates = dump.FindStackCandidates();
        Assert.Null(candidates.Failure);
        Assert.Subset(candidates.Select(found => found.Value.Value).ToHashSet(), calls.ToHashSet());
        Assert.Equal((0xffff8504_29890ee8, calls[0]), (candidates[0].Address.Value, candidates[0].Value.Value));
        Assert.Equal(("amdppm.sys", 0x313fUL), Of(candidates.Single(found => found.Address == 0xffff8504_29892148)));

        // The header has the registers at the fault, where only the last two of them are still ahead.
        ulong[] atTheFault = [.. dump.FindStackCandidates(dump.Context!).Select(found => found.Value.Value).Where(calls.Contains)];
        Assert.Equal(calls[^2..], atTheFault);
        Assert.Equal(candidates, dump.FindStackCandidates(dump.Contexts.Single(context => context.Kind == ContextKind.BugCheck)));

        static (string?, ulong) Of(StackCandidate found) => (found.Module.Name, found.Offset);
    }

    [Theory]
    [InlineData("triage_arm64.dmp", 0xffffe00e_0e4bc4a0, 0xffffe00e_0e4bd000)]
    [InlineData("win10_arm64_mem.dmp", 0xfffff801_be087be0, 0xfffff801_be089000)]
    public void Candidates_of_real_ARM64_dumps_lie_in_the_saved_stack(string name, ulong top, ulong end)
    {
        using KernelDump dump = RealDump.Open(name);
        CapturedList<StackCandidate> candidates = dump.FindStackCandidates();
        Assert.Null(candidates.Failure);
        Assert.NotEmpty(candidates);
        Assert.All(candidates, found => Assert.InRange(found.Address.Value, top, end - 8));
        Assert.All(candidates, found => Assert.Equal(dump.FindModule(found.Value), found.Module));
    }

    [Fact]
    public void After_the_dump_was_closed_there_is_no_answer()
    {
        KernelDump dump = KdmpSample.Open();
        CpuContext context = dump.Context!;
        dump.Dispose();
        Assert.Throws<ObjectDisposedException>(() => dump.FindStackCandidates());
        Assert.Throws<ObjectDisposedException>(() => dump.FindStackCandidates(context));
    }

    /// <summary>One processor, its thread's stack of six pages, one module; three values on the stack lie in it, and others beside it.</summary>
    private static KernelBytes Machine(ulong pointer = Pointer)
    {
        KernelBytes memory = new KernelBytes().KdDebuggerData().Processor(0, Prcb, Thread, pointer).Thread(Thread, 0xffffc08b_20000000, 0).U64(Thread + 0x28, InitialStack);
        memory.Module(KernelBytes.Entries, KernelBytes.Image, 0x6000, "ntoskrnl.exe", @"\SystemRoot\ntoskrnl.exe").List(KernelBytes.ModuleHead, KernelBytes.Entries);
        for (ulong page = Limit; page < Limit + 0x6000; page += 0x1000)
            memory.U8(page, 0);
        memory.U64(Pointer - 8, KernelBytes.Image + 0x10).U64(Pointer, KernelBytes.Image + 0x1234, KernelBytes.Image - 1, 0x18, KernelBytes.Image + 0x6000, KernelBytes.Image);
        memory.U64(Pointer + 0x1000, KernelBytes.Image + 0x5fff);
        return memory.OnDump(dump => dump.U32(0x348 + 0x30, 0x10005f).U64(0x348 + 0x98, pointer));
    }
}
