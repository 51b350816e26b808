using KdmpParser.Tests;
using static KdmpParser.Analysis.Tests.HuntedBytes;

namespace KdmpParser.Analysis.Tests;

/// <summary>Processes and who knows of them.</summary>
public class ProcessTests
{
    private const ulong Variable = 0xfffff804_1000b000, Table = 0xffffc08b_50000000, Leaf = 0xffffc08b_51000000, Middle = 0xffffc08b_52000000, Top = 0xffffc08b_53000000;
    private const ProcessSources Everywhere = ProcessSources.List | ProcessSources.IdTable | ProcessSources.Scan;

    private static readonly CancellationToken s_none = TestContext.Current.CancellationToken;

    [Fact]
    public void Processes_in_order_are_known_everywhere()
    {
        using KernelDump dump = WithTable(InOrder()).Open();
        FoundProcesses found = dump.FindProcesses(cancellation: s_none);
        Assert.Empty(found.Failures);
        Assert.Equal([(4UL, Everywhere), (0x1234UL, Everywhere | ProcessSources.CurrentThread)], found.Processes.Select(process => (process.Process.Id, process.Sources)));
        Assert.All(found.Processes, process => Assert.False(process.IsUnlisted));
    }

    [Fact]
    public void A_process_that_was_taken_out_of_the_list_is_found_in_memory()
    {
        KernelBytes memory = WithTable(InOrder().Unlisted(Hidden, 0x664, "hidden.exe"));
        using KernelDump dump = memory.Open();
        FoundProcess found = dump.FindProcesses(cancellation: s_none).Processes[0];
        Assert.True(found.IsUnlisted);
        Assert.Equal((ProcessSources.Scan, Certainty.Likely, "hidden.exe", null), (found.Sources, found.Certainty, found.Process.Name, found.Process.Address));
        Assert.Equal(memory.PhysicalOf(Hidden), found.PhysicalAddress!.Value.Value);
    }

    [Fact]
    public void A_process_that_was_taken_out_of_the_list_is_found_by_its_identifier()
    {
        KernelBytes memory = WithTable(InOrder().Unlisted(Hidden, 0x208, "hidden.exe")).U64(Leaf + 16 * (0x208 / 4), Encoded(Hidden), 0);
        using KernelDump dump = memory.Open();
        FoundProcess found = dump.FindProcesses(scan: false, cancellation: s_none).Processes[0];
        Assert.Equal((true, ProcessSources.IdTable, Hidden), (found.IsUnlisted, found.Sources, found.Process.Address!.Value.Value));
    }

    [Fact]
    public void A_processor_that_runs_a_process_of_no_list_tells_it()
    {
        using KernelDump dump = InOrder().Unlisted(Hidden, 0x208, "hidden.exe").Thread(CurrentThread, Hidden, 0).Open();
        FoundProcess found = dump.FindProcesses(scan: false, cancellation: s_none).Processes[0];
        Assert.Equal((true, ProcessSources.CurrentThread, "hidden.exe"), (found.IsUnlisted, found.Sources, found.Process.Name));
    }

    [Fact]
    public void The_idle_process_is_in_no_list_and_not_hidden()
    {
        using KernelDump dump = InOrder().Unlisted(Hidden, 0, "Idle").Thread(CurrentThread, Hidden, 0).Open();
        FoundProcess found = Assert.Single(dump.FindProcesses(scan: false, cancellation: s_none).Processes, process => process.Process.Id == 0);
        Assert.Equal((true, false), (found.IsIdle, found.IsUnlisted));
    }

    [Theory]
    [InlineData(0x448, 0x1000)]
    [InlineData(0x450, 0xffffc08b_00000001)]
    [InlineData(0x440, 0x667)]
    [InlineData(0x440, 0x1_0000_0000)]
    [InlineData(0x440, 0)]
    [InlineData(0x28, 0)]
    [InlineData(0x28, 0x8000_0000_0000_1000)]
    [InlineData(0x5a8, 0)]
    [InlineData(0x5a8, 0x6e69_6801)]
    public void What_does_not_read_as_a_process_is_none(uint offset, ulong value)
    {
        using KernelDump dump = InOrder().Unlisted(Hidden, 0x668, "hidden.exe").U64(Hidden + offset, value).Open();
        Assert.Equal(2, dump.FindProcesses(cancellation: s_none).Processes.Count);
    }

    [Fact]
    public void A_top_page_table_that_does_not_show_itself_is_none_of_Windows()
    {
        KernelBytes memory = InOrder().Unlisted(Hidden, 0x668, "hidden.exe").Physical(0x7000_0000, new byte[0x1000]).U64(Hidden + 0x28, 0x7000_0002);
        using KernelDump dump = memory.Open();
        Assert.Equal(2, dump.FindProcesses(cancellation: s_none).Processes.Count);
    }

    [Fact]
    public void A_top_page_table_that_is_not_in_the_dump_leaves_it_possible()
    {
        using KernelDump dump = InOrder().Unlisted(Hidden, 0x668, "hidden.exe").U64(Hidden + 0x28, 0x7000_0002).Open();
        Assert.Equal(Certainty.Possible, dump.FindProcesses(cancellation: s_none).Processes[0].Certainty);
    }

    [Fact]
    public void A_process_on_two_pages_that_follow_each_other_is_found()
    {
        // The first page's frame was given out last, so the next frame in memory is that of the page after it.
        const ulong Across = 0xffffc08b_20030c00;
        KernelBytes memory = InOrder().U8(Across, 0).U8(Across + 0x400, 0).Unlisted(Across, 0x668, "across.exe");
        Assert.Equal(memory.PhysicalOf(Across & ~0xfffUL) + 0x1000, memory.PhysicalOf((Across & ~0xfffUL) + 0x1000));
        using KernelDump dump = memory.Open();
        Assert.Equal("across.exe", dump.FindProcesses(cancellation: s_none).Processes[0].Process.Name);
    }

    [Fact]
    public void A_process_across_two_windows_of_the_scan_is_found()
    {
        // A window has 1 MiB; the run of all frames that the machine gave out begins at 0x101000.
        const ulong Big = 0xffffc08b_60000000, Border = 0x201000;
        KernelBytes memory = InOrder().Write(Big, new byte[0x140000]);
        ulong across = Big + (Border - 0x400 - memory.PhysicalOf(Big));
        Assert.Equal(Border - 0x400, memory.PhysicalOf(across));
        using KernelDump dump = memory.Unlisted(across, 0x668, "across.exe").Open();
        Assert.Contains(dump.PhysicalMemory!.Runs, run => run.Start.Value == 0x101000 && run.PageCount > 256);
        Assert.Equal("across.exe", dump.FindProcesses(cancellation: s_none).Processes[0].Process.Name);
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(2, KernelDataFailureReason.LimitExceeded)]
    public void A_scan_ends_at_its_limit(int limit, KernelDataFailureReason? reason)
    {
        using KernelDump dump = WithTable(InOrder().Unlisted(Hidden, 0x668, "hidden.exe")).Open(new KernelDumpLimits { Findings = limit });
        Assert.Equal(reason, dump.FindProcesses(cancellation: s_none).Failures.SingleOrDefault()?.Failure.Reason);
    }

    [Fact]
    public void A_scan_says_how_far_it_is()
    {
        using KernelDump dump = InOrder().Open();
        var reports = new Reports();
        dump.FindProcesses(scan: true, reports, s_none);
        long length = dump.PhysicalMemory!.PageCount * PhysicalAddress.PageSize;
        Assert.Equal((0, length, length), (reports.All[0].BytesDone, reports.All[^1].BytesDone, reports.All[^1].ByteCount));
    }

    [Fact]
    public void Without_the_list_nothing_is_missing_in_it()
    {
        using KernelDump dump = InOrder().Unmap(KernelBytes.ProcessHead).Open();
        FoundProcesses found = dump.FindProcesses(cancellation: s_none);
        Assert.Equal(2, found.Processes.Count);
        Assert.All(found.Processes, process => Assert.False(process.IsUnlisted));
        Assert.Equal([ProcessSources.List, ProcessSources.IdTable], found.Failures.Select(failure => failure.Source));
    }

    [Theory]
    [InlineData(0, Leaf)]
    [InlineData(1, Middle)]
    [InlineData(2, Top)]
    public void The_table_of_identifiers_has_up_to_three_levels(ulong level, ulong page)
    {
        using KernelDump dump = WithTable(InOrder()).U64(Table + 8, page | level).Open();
        Assert.True(dump.FindProcesses(scan: false, cancellation: s_none).Processes.All(process => process.Process.Id == 0x1234 && level == 0 || process.Sources.HasFlag(ProcessSources.IdTable)));
    }

    [Fact]
    public void The_table_of_older_builds_has_plain_pointers()
    {
        KernelBytes memory = WithTable(InOrder()).U64(Table, Leaf, 0).U64(Leaf + 16, SystemProcess | 1, 0).U64(Leaf + 16 * 3, Shell | 1, 0).U64(Shell + 0x440, 12);
        using KernelDump dump = memory.Open();
        FoundProcesses found = dump.FindProcesses(scan: false, cancellation: s_none);
        Assert.Empty(found.Failures);
        Assert.All(found.Processes, process => Assert.True(process.Sources.HasFlag(ProcessSources.IdTable)));
    }

    [Fact]
    public void A_table_that_does_not_lead_to_the_System_process_is_not_trusted()
    {
        using KernelDump dump = WithTable(InOrder()).U64(Leaf + 16, Encoded(Shell)).Open();
        FoundProcesses found = dump.FindProcesses(scan: false, cancellation: s_none);
        Assert.Equal((ProcessSources.IdTable, KernelDataFailureReason.CheckFailed), (found.Failures[0].Source, found.Failures[0].Failure.Reason));
        Assert.Equal((ProcessSources)0, found.Sources & ProcessSources.IdTable);
    }

    [Fact]
    public void An_entry_in_the_place_of_another_identifier_is_a_thread()
    {
        using KernelDump dump = WithTable(InOrder()).U64(Leaf + 16 * 5, Encoded(Hidden), 0).Unlisted(Hidden, 0x668, "hidden.exe").Open();
        Assert.Equal(2, dump.FindProcesses(scan: false, cancellation: s_none).Processes.Count);
    }

    [Fact]
    public void Tables_that_lead_to_themselves_end()
    {
        KernelBytes memory = WithTable(InOrder()).U64(Table + 8, Top | 2);
        for (ulong i = 0; i < 512; i++)
            memory.U64(Top + 8 * i, Middle).U64(Middle + 8 * i, Leaf);
        using KernelDump dump = memory.Open(new KernelDumpLimits { IdTablePages = 20 });
        Assert.Equal(KernelDataFailureReason.LimitExceeded, dump.FindProcesses(scan: false, cancellation: s_none).Failures.Single().Failure.Reason);
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(1, KernelDataFailureReason.LimitExceeded)]
    public void A_table_has_no_more_processes_than_a_list(int limit, KernelDataFailureReason? reason)
    {
        using KernelDump dump = WithTable(InOrder()).Open(new KernelDumpLimits { Processes = limit });
        FoundProcesses found = dump.FindProcesses(scan: false, cancellation: s_none);
        Assert.Equal(reason, found.Failures.SingleOrDefault(failure => failure.Source == ProcessSources.IdTable)?.Failure.Reason);
        Assert.Equal(limit, found.Processes.Count(process => process.Sources.HasFlag(ProcessSources.IdTable)));
    }

    [Fact]
    public void A_page_of_the_table_that_is_missing_is_told()
    {
        using KernelDump dump = WithTable(InOrder()).U64(Table + 8, Middle | 1).U64(Middle + 8, 0xffff9999_00000000).Open();
        FoundProcesses found = dump.FindProcesses(scan: false, cancellation: s_none);
        Assert.Equal((ProcessSources.IdTable, KernelDataFailureReason.Unreadable), (found.Failures.Single().Source, found.Failures.Single().Failure.Reason));
        Assert.NotEqual((ProcessSources)0, found.Sources & ProcessSources.IdTable);
    }

    [Fact]
    public void A_build_whose_offsets_are_not_known_cannot_be_scanned()
    {
        KernelBytes memory = InOrder().OnDump(dump => dump.U32(0x00c, 12345));
        using KernelDump dump = memory.Open();
        FoundProcesses found = dump.FindProcesses(cancellation: s_none);
        Assert.Empty(found.Processes);
        Assert.Equal(KernelDataFailureReason.UnknownBuild, found.Failures.Single(failure => failure.Source == ProcessSources.Scan).Failure.Reason);
    }

    /// <summary>PspCidTable as since Windows 8.1: identifiers 4 and 0x1234, each level ready.</summary>
    private static KernelBytes WithTable(KernelBytes memory)
    {
        memory.U64(KernelBytes.DebuggerData + 0x58, Variable).U64(Variable, Table).U64(Table, 0, Middle | 1);
        memory.Write(Leaf, new byte[0x1000]).Write(Middle, new byte[0x1000]).Write(Top, new byte[0x1000]).U64(Leaf + 16, Encoded(SystemProcess), 0);
        memory.U64(Middle, Leaf).U64(Top, Middle);

        // 0x1234 / 4 is entry 0x48d: the fifth page, and those between are there and empty.
        for (ulong page = 1; page < 5; page++)
            memory.Write(Leaf + 0x1000 * page, new byte[0x1000]).U64(Middle + 8 * page, Leaf + 0x1000 * page);
        return memory.U64(Leaf + 0x4000 + 16 * (0x1234 / 4 % 256), Encoded(Shell), 0).DataOnly().Rights(Text, "rx");
    }

    /// <summary>Bits 63:20 of an entry are bits 47:4 of the pointer; below are a lock, a count and attributes.</summary>
    private static ulong Encoded(ulong pointer) => pointer >> 4 << 20 | 0x1ffff;

    private sealed class Reports : IProgress<ScanProgress>
    {
        public List<ScanProgress> All { get; } = [];

        public void Report(ScanProgress value) => All.Add(value);
    }
}
