using KdmpParser.Tests;
using static KdmpParser.Analysis.Tests.HuntedBytes;

namespace KdmpParser.Analysis.Tests;

/// <summary>Executable memory: what can be written, and what lies in no module.</summary>
public class CodeTests
{
    private static readonly CancellationToken s_none = TestContext.Current.CancellationToken;

    [Fact]
    public void A_machine_in_order_has_neither()
    {
        using KernelDump dump = InOrder().Open();
        Assert.Empty(dump.FindWritableCode(s_none));
        Assert.Empty(dump.FindCodeOutsideModules(s_none));
        Assert.Null(dump.FindWritableCode(s_none).Failure);
    }

    [Fact]
    public void Code_that_can_be_written_is_named_by_its_module_and_section()
    {
        using KernelDump dump = InOrder().Rights(Text, "rwx").Open();
        CodeRegion found = Assert.Single(dump.FindWritableCode(s_none));
        Assert.Equal((Text, 0x1000UL, "ntoskrnl.exe", ".text"), (found.Region.Start.Value, found.Region.Length, found.Module?.Name, found.Section));
        Assert.Empty(dump.FindCodeOutsideModules(s_none));
    }

    [Fact]
    public void What_only_can_be_executed_or_written_is_none_of_it()
    {
        using KernelDump dump = InOrder().Rights(Pool, "rx").Open();
        Assert.Empty(dump.FindWritableCode(s_none));
        CodeRegion found = Assert.Single(dump.FindCodeOutsideModules(s_none));
        Assert.Equal((Pool, null, null), (found.Region.Start.Value, found.Module, found.LargePageOf));
    }

    [Fact]
    public void Code_of_user_mode_is_in_no_module_of_the_kernel_and_no_finding()
    {
        using KernelDump dump = InOrder().U8(0x7ff6_12340000, 0).Rights(0x7ff6_12340000, "rwxu").Open();
        Assert.True(Assert.Single(dump.FindWritableCode(s_none)).Region.User);
        Assert.Empty(dump.FindCodeOutsideModules(s_none));
    }

    [Fact]
    public void A_piece_that_begins_before_a_module_and_ends_behind_it_is_three()
    {
        KernelBytes memory = InOrder();
        for (ulong page = ImageBytes.Base - 0x1000; page <= ImageBytes.Base + ImageSize; page += 0x1000)
            memory.Rights(page, "rwx");
        using KernelDump dump = memory.Open();
        Assert.Equal(
            [(ImageBytes.Base - 0x1000, 0x1000UL, false), (ImageBytes.Base, 0x8000UL, true), (ImageBytes.Base + 0x8000, 0x1000UL, false)],
            dump.FindWritableCode(s_none).Select(found => (found.Region.Start.Value, found.Region.Length, found.Module is not null)));
        Assert.Equal([ImageBytes.Base - 0x1000, ImageBytes.Base + 0x8000], dump.FindCodeOutsideModules(s_none).Select(found => found.Region.Start.Value));
    }

    [Fact]
    public void A_module_whose_size_is_no_whole_page_has_its_last_page()
    {
        using KernelDump dump = InOrder().U32(Entry + 0x40, 0x7001).Rights(ImageBytes.Base + 0x7000, "rx").Open();
        Assert.Empty(dump.FindCodeOutsideModules(s_none));
    }

    [Fact]
    public void A_large_page_that_covers_a_module_too_is_told()
    {
        // The second module is at the end of a page of 2 MiB.
        const ulong Large = 0xfffff804_60000000, Second = Large + 0x1f_0000;
        KernelBytes memory = InOrder().LargePage(Large, 0x4000_0000).Module(Entry + 0x1000, Second, 0x1_0000, "second.sys", "").List(KernelBytes.ModuleHead, Entry, Entry + 0x1000);
        using KernelDump dump = memory.DataOnly().Rights(Text, "rx").Open();
        CodeRegion found = Assert.Single(dump.FindCodeOutsideModules(s_none));
        Assert.Equal((Large, 0x1f_0000UL, "second.sys", null), (found.Region.Start.Value, found.Region.Length, found.LargePageOf?.Name, found.Module));
    }

    [Fact]
    public void Where_a_driver_was_unloaded_that_is_told()
    {
        const ulong Variable = 0xfffff804_1000a308, Ring = 0xffffc08b_40000000;
        KernelBytes memory = InOrder().U64(KernelBytes.DebuggerData + 0x220, Variable, Variable + 8).U64(Variable, Ring).U32(Variable + 8, 1).Write(Ring, new byte[50 * 0x28]);
        memory.UnicodeString(Ring, "gone.sys", Ring + 0x1000).U64(Ring + 0x10, Pool, Pool + 0x1000).DataOnly().Rights(Text, "rx").Rights(Pool, "rwx");
        using KernelDump dump = memory.Open();
        Assert.Equal("gone.sys", Assert.Single(dump.FindCodeOutsideModules(s_none)).UnloadedDriver?.Name);
    }

    [Fact]
    public void Without_a_list_of_modules_nothing_is_outside()
    {
        using KernelDump dump = InOrder().Unmap(KernelBytes.ModuleHead).Rights(Pool, "rx").Open();
        CapturedList<CodeRegion> found = dump.FindCodeOutsideModules(s_none);
        Assert.Equal((0, KernelDataFailureReason.Unreadable), (found.Count, found.Failure?.Reason));
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(1, KernelDataFailureReason.LimitExceeded)]
    public void There_are_at_most_as_many_findings_as_the_limit_says(int limit, KernelDataFailureReason? reason)
    {
        using KernelDump dump = InOrder().Rights(Pool, "rwx").Rights(Text, "rwx").Open(new KernelDumpLimits { Findings = limit });
        CapturedList<CodeRegion> found = dump.FindWritableCode(s_none);
        Assert.Equal((limit, reason), (found.Count, found.Failure?.Reason));
    }

    [Fact]
    public void Tables_that_go_on_past_their_limit_give_what_comes_before()
    {
        using KernelDump dump = InOrder().Rights(Text, "rwx").Open(new KernelDumpLimits { PageTableVisits = 3 });
        Assert.Equal(KernelDataFailureReason.LimitExceeded, dump.FindWritableCode(s_none).Failure?.Reason);
    }

    [Fact]
    public void A_table_that_is_not_in_the_dump_is_told()
    {
        using KernelDump dump = new MachineBytes().Entry(0x3020, 0x9007).Open();
        CapturedList<CodeRegion> found = dump.FindWritableCode(s_none);
        Assert.Equal((1, KernelDataFailureReason.Unreadable), (found.Count, found.Failure?.Reason));
    }

    [Fact]
    public void A_pass_can_be_ended()
    {
        using KernelDump dump = InOrder().Open();
        Assert.Throws<OperationCanceledException>(() => dump.FindWritableCode(new(canceled: true)));
        Assert.Throws<OperationCanceledException>(() => dump.FindCodeOutsideModules(new(canceled: true)));
        Assert.Throws<OperationCanceledException>(() => dump.CompareImages(new(canceled: true)));
        Assert.Throws<OperationCanceledException>(() => dump.FindHiddenImages(cancellation: new(canceled: true)));
        Assert.Throws<OperationCanceledException>(() => dump.FindProcesses(cancellation: new(canceled: true)));
    }
}
