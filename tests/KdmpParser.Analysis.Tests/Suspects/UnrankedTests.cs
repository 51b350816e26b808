using KdmpParser.Analysis.BugChecks;
using KdmpParser.Tests;
using static KdmpParser.Analysis.Tests.CrashBytes;

namespace KdmpParser.Analysis.Tests;

/// <summary>Bug checks that name nobody.</summary>
public class UnrankedTests
{
    [Theory]
    [InlineData(0xe2)]
    [InlineData(0x124)]
    [InlineData(0x10000133)]
    [InlineData(0x9f)]
    [InlineData(0x1a)]
    [InlineData(0xef)]
    public void What_was_seen_is_told_and_not_ranked(uint code)
    {
        using KernelDump dump = Machine(code, 1).U64(Stack + 0x40, First + 0x1111).Open();
        SuspectModules suspects = dump.FindSuspects();
        Assert.Equal(["first.sys"], suspects.Ranked());
        Assert.Null(suspects.Modules[0].Rank);
        Assert.Null(suspects.First);
        Assert.NotNull(suspects.ReasonNotRanked);
    }

    [Theory]
    [InlineData(0x0a)]
    [InlineData(0x1e)]
    [InlineData(0x3b)]
    [InlineData(0x50)]
    [InlineData(0x7e)]
    [InlineData(0x7f)]
    [InlineData(0xc2)]
    [InlineData(0xc4)]
    [InlineData(0xd1)]
    [InlineData(0xf7)]
    [InlineData(0x116)]
    [InlineData(0x139)]
    [InlineData(0x13a)]
    public void Other_codes_can_name_somebody(uint code)
    {
        Assert.Null(BugCheckFamilies.ReasonNotToBlame(code));
        Assert.Null(BugCheckFamilies.ReasonNotToBlame(code | 0x10000000));
    }

    [Theory]
    [InlineData(0xdeaddead)]
    [InlineData(0xc000021a)]
    [InlineData(0x1c8)]
    [InlineData(0x100001c8)]
    public void The_mark_of_a_small_dump_makes_no_difference(uint code) => Assert.NotNull(BugCheckFamilies.ReasonNotToBlame(code));

    [Fact]
    public void A_process_that_ended_is_a_fact()
    {
        const ulong Process = 0xffffc08b_20000000;
        KernelBytes memory = Machine(0xef, Process + 0x1000).Process(Process, 4, "System", parent: 0).Process(Process + 0x1000, 0x264, "csrss.exe").ProcessList(Process, Process + 0x1000);
        using KernelDump dump = memory.Open();
        Assert.Equal(["The process that ended is csrss.exe (612)."], dump.FindSuspects().Facts);
    }

    [Theory]
    [InlineData(0xef, 0xffffc08b_20000000UL, 0)]
    [InlineData(0xf4, 3, 0xffffc08b_20000000UL)]
    public void A_process_that_is_not_listed_is_told_by_its_address(uint code, ulong first, ulong second)
    {
        using KernelDump dump = Machine(code, first, second).Open();
        Assert.Contains("ffffc08b`20000000", Assert.Single(dump.FindSuspects().Facts), StringComparison.Ordinal);
    }

    [Fact]
    public void A_thread_that_ended_is_no_process()
    {
        using KernelDump dump = Machine(0xf4, 6, 0xffffc08b_20000000UL).Open();
        Assert.Empty(dump.FindSuspects().Facts);
    }
}
