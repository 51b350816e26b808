using System.Globalization;

namespace KdmpParser.Tests.Fuzzing;

public class FuzzTests
{
    /// <summary>For everything that is asked of one dump, one answer after the other.</summary>
    private const long AllowedBytes = 256 << 20;

    /// <summary>Another seed or more dumps, for a run of one's own; the program in <c>fuzz/</c> does the same on all processors.</summary>
    private static readonly ulong s_seed = Number("KDMP_SEED", 1);
    private static readonly ulong s_count = Number("KDMP_ITERATIONS", 20_000);

    [Fact]
    public void A_damaged_dump_is_answered_or_refused()
    {
        var run = new FuzzRun(s_seed);
        TestContext.Current.TestOutputHelper!.WriteLine($"Damaged dumps from seed {s_seed} on.");
        run.Run(TimeSpan.FromMinutes(1), (long)s_count);
        TestContext.Current.TestOutputHelper.WriteLine($"{run.Count} damaged dumps, {run.Opened} opened; slowest {run.Slowest}, hungriest {run.Hungriest}.");
        Assert.InRange(run.Opened, run.Count / 10, run.Count * 9 / 10);
        Assert.InRange(run.Hungriest.Bytes, 0, AllowedBytes);
        Assert.InRange(run.Slowest.Time, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void The_same_seed_damages_a_dump_in_the_same_way()
    {
        byte[] once = [.. new DamagedDumps().Make(7)], again = [.. new DamagedDumps().Make(7)], other = [.. new DamagedDumps().Make(8)];
        Assert.Equal(once, again);
        Assert.NotEqual(once, other);
    }

    private static ulong Number(string variable, ulong otherwise) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out ulong number) ? number : otherwise;
}
