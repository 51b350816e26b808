namespace KdmpParser.Tests;

public class ProcessTests
{
    private const ulong First = KernelBytes.Entries;
    private const ulong Second = KernelBytes.Entries + 0x1000;
    private const ulong OtherRoot = 0x7000_0000;

    [Fact]
    public void Processes_are_read_with_the_offsets_of_build_19041()
    {
        using KernelDump dump = Two().Open();
        Assert.Null(dump.Processes.Failure);
        Assert.Equal(
            [
                new() { Id = 4, ParentId = 0, Name = "System", Address = First, DirectoryTableBase = 0x1000, Peb = 0 },
                new() { Id = 0x1234, ParentId = 4, Name = "fifteen.letters", Address = Second, DirectoryTableBase = OtherRoot | 2, Peb = 0x7ff6_0000_1000 },
            ],
            dump.Processes);
    }

    [Fact]
    public void The_System_process_need_not_come_first()
    {
        using KernelDump dump = Two().ProcessList(Second, First).Open();
        Assert.Equal([0x1234, 4UL], dump.Processes.Select(process => process.Id));
    }

    [Theory]
    [InlineData(8, "System")]
    [InlineData(4, "system")]
    public void Without_the_System_process_nothing_is_listed(ulong id, string name)
    {
        using KernelDump dump = Two().Process(First, id, name).Open();
        Assert.Empty(dump.Processes);
        Assert.Equal(KernelDataFailureReason.CheckFailed, dump.Processes.Failure!.Reason);
    }

    [Theory]
    [InlineData(7600, 0x188, 0x2e0)]
    [InlineData(7601, 0x188, 0x2e0)]
    [InlineData(9200, 0x2e8, 0x438)]
    [InlineData(9600, 0x2e8, 0x438)]
    [InlineData(10240, 0x2f0, 0x448)]
    [InlineData(10586, 0x2f0, 0x450)]
    [InlineData(14393, 0x2f0, 0x450)]
    [InlineData(15063, 0x2e8, 0x450)]
    [InlineData(16299, 0x2e8, 0x450)]
    [InlineData(17134, 0x2e8, 0x450)]
    [InlineData(17763, 0x2e8, 0x450)]
    [InlineData(18362, 0x2f0, 0x450)]
    [InlineData(18363, 0x2f0, 0x450)]
    [InlineData(20348, 0x448, 0x5a8)]
    [InlineData(22631, 0x448, 0x5a8)]
    [InlineData(26100, 0x1d8, 0x338)]
    public void Other_builds_have_other_offsets(uint build, uint links, uint name)
    {
        KernelBytes memory = new KernelBytes().U64(First + links - 8, 4).Ascii(First + name, "System").List(KernelBytes.ProcessHead, First + links);
        memory.Dump.U32(0x00c, build);
        using KernelDump dump = memory.Open();
        Assert.Equal((4UL, First), (Assert.Single(dump.Processes).Id, dump.Processes[0].Address!.Value.Value));
    }

    [Theory]
    [InlineData(7599)]
    [InlineData(12345)]
    [InlineData(18364)]
    [InlineData(22632)]
    [InlineData(26101)]
    public void A_build_that_is_not_known_is_named(uint build)
    {
        KernelBytes memory = Two();
        memory.Dump.U32(0x00c, build);
        using KernelDump dump = memory.Open();
        Assert.Empty(dump.Processes);
        Assert.Equal(KernelDataFailureReason.UnknownBuild, dump.Processes.Failure!.Reason);
        Assert.Contains($"{build}", dump.Processes.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_offsets_of_another_build_fail_the_check()
    {
        KernelBytes memory = Two();
        memory.Dump.U32(0x00c, 17763);
        using KernelDump dump = memory.Open();
        Assert.Empty(dump.Processes);
        Assert.Equal(KernelDataFailureReason.CheckFailed, dump.Processes.Failure!.Reason);
    }

    [Fact]
    public void An_entry_without_a_process_identifier_is_left_out()
    {
        using KernelDump dump = Two().U64(Second + 0x440, 0x1_0000_0000).Open();
        Assert.Equal("System", Assert.Single(dump.Processes).Name);
        Assert.Equal((KernelDataFailureReason.CheckFailed, Second), (dump.Processes.Failure!.Reason, dump.Processes.Failure.Address!.Value.Value));
    }

    [Fact]
    public void A_broken_list_gives_what_comes_before()
    {
        using KernelDump dump = Two().Unmap(Second + 0x448).Open();
        Assert.Equal("System", Assert.Single(dump.Processes).Name);
        Assert.Equal(KernelDataFailureReason.Unreadable, dump.Processes.Failure!.Reason);
    }

    [Fact]
    public void A_list_that_cannot_be_begun_says_why()
    {
        using KernelDump dump = Two().Unmap(KernelBytes.ProcessHead).Open();
        Assert.Equal(KernelDataFailureReason.Unreadable, dump.Processes.Failure!.Reason);
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(1, KernelDataFailureReason.LimitExceeded)]
    public void There_are_at_most_as_many_processes_as_the_limit_says(int limit, KernelDataFailureReason? reason)
    {
        using KernelDump dump = Two().Open(new KernelDumpLimits { Processes = limit });
        Assert.Equal((limit, reason), (dump.Processes.Count, dump.Processes.Failure?.Reason));
    }

    [Fact]
    public void A_list_that_loops_ends()
    {
        using KernelDump dump = Two().U64(Second + 0x448, First + 0x448).Open();
        Assert.Equal((2, KernelDataFailureReason.Cycle), (dump.Processes.Count, dump.Processes.Failure!.Reason));
    }

    [Fact]
    public void Without_debugger_data_identifiers_and_names_are_there_all_the_same()
    {
        using KernelDump dump = Two().Ascii(KernelBytes.DebuggerData + 0x10, "XXXX").Open();
        Assert.Equal(new Process { Id = 0x1234, Name = "fifteen.letters", Address = Second }, dump.Processes[1]);
        Assert.False(dump.TryOpenProcess(0x1234, out _, out KernelDataFailure? failure));
        Assert.Equal(KernelDataFailureReason.NotRecorded, failure.Reason);
    }

    [Fact]
    public void A_process_has_memory_of_its_own()
    {
        KernelBytes memory = Two().U64(0x7ff6_0000_0000, 1);
        memory.Root = OtherRoot;
        memory.U64(0x7ff6_0000_0000, 2);
        using KernelDump dump = memory.Open();
        Assert.True(dump.OpenProcess(4).VirtualMemory.TryRead(0x7ff6_0000_0000, out ulong system) && system == 1);
        Assert.True(dump.OpenProcess(0x1234).VirtualMemory.TryRead(0x7ff6_0000_0000, out ulong own) && own == 2);
    }

    [Fact]
    public void A_process_that_is_not_there_cannot_be_opened()
    {
        using KernelDump dump = Two().Open();
        Assert.False(dump.TryOpenProcess(8, out OpenedProcess? process, out KernelDataFailure? failure));
        Assert.Null(process);
        Assert.Equal(KernelDataFailureReason.NotInThisDump, failure.Reason);
        Assert.Equal(KernelDumpError.NotInThisDump, Assert.Throws<KernelDumpException>(() => dump.OpenProcess(8)).Error);
    }

    private static KernelBytes Two() => new KernelBytes().KdDebuggerData()
        .Process(First, 4, "System", parent: 0)
        .Process(Second, 0x1234, "fifteen.letters", directoryTableBase: OtherRoot | 2, peb: 0x7ff6_0000_1000)
        .ProcessList(First, Second);
}
