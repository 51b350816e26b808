namespace KdmpParser.Tests.Fuzzing;

public class FuzzTests
{
    /// <summary>For everything that is asked of one dump, one answer after the other.</summary>
    private const long AllowedBytes = 256 << 20;

    /// <summary>The program in <c>fuzz/</c> does the same for as long as one likes, on all processors.</summary>
    private const int Count = 20_000;

    [Fact]
    public void A_damaged_dump_is_answered_or_refused()
    {
        var run = new FuzzRun(ChosenRun.Seed);
        TestContext.Current.TestOutputHelper!.WriteLine($"Damaged dumps from seed {ChosenRun.Seed} on.");
        run.Run(TimeSpan.FromMinutes(1), ChosenRun.Iterations(Count));
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
}
