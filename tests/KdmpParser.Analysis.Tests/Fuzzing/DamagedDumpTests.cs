using KdmpParser.Tests.Corrupt;
using KdmpParser.Tests.Fuzzing;

namespace KdmpParser.Analysis.Tests;

/// <summary>Whatever is wrong with a dump that opens: everything that can be asked of it has an answer.</summary>
public class DamagedDumpTests
{
    /// <summary>The program in <c>fuzz/</c> does the same for as long as one likes.</summary>
    private const int Count = 1500;

    /// <summary>For everything that is asked of one dump, one answer after the other.</summary>
    private const long AllowedBytes = 256 << 20;

    private static readonly KernelDumpOptions s_options = new() { AllowTruncated = true };

    public static TheoryData<string> Corrupt => [.. Corpus.All.Where(dump => dump.Refused is null).Select(dump => dump.Name)];

    [Fact]
    public void A_damaged_dump_is_answered_or_refused()
    {
        var run = new FuzzRun(ChosenRun.Seed, (dump, _) => AnalysisExercise.Run(dump));
        run.Run(TimeSpan.FromMinutes(1), ChosenRun.Iterations(Count));
        TestContext.Current.TestOutputHelper!.WriteLine($"{run.Count} damaged dumps from seed {ChosenRun.Seed} on, {run.Opened} opened; slowest {run.Slowest}, hungriest {run.Hungriest}.");
        Assert.InRange(run.Opened, run.Count / 10, run.Count * 9 / 10);
        Assert.InRange(run.Hungriest.Bytes, 0, AllowedBytes);
        Assert.InRange(run.Slowest.Time, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Theory]
    [MemberData(nameof(Corrupt))]
    public void A_corrupt_dump_that_opens_is_answered(string name)
    {
        CorruptDump corrupt = Corpus.All.Single(dump => dump.Name == name);
        using var dump = KernelDump.Open(corrupt.Bytes, name, new() { AllowTruncated = corrupt.AllowTruncated });
        AnalysisExercise.Run(dump);
        using KernelDump redacted = dump.Redact();
        AnalysisExercise.Run(redacted);
    }

    [Theory]
    [InlineData(DumpType.Full)]
    [InlineData(DumpType.Bitmap)]
    [InlineData(DumpType.CompleteMemory)]
    public void A_dump_that_ends_early_is_answered(DumpType type)
    {
        byte[] whole = Bytes(type);
        int opened = 0;
        for (int length = 0x2000; length < whole.Length; length += whole.Length / 48)
        {
            try
            {
                using var dump = KernelDump.Open(new MemoryStream(whole, 0, length, writable: false), "short", s_options);
                AnalysisExercise.Run(dump);
                opened++;
            }
            catch (KernelDumpException)
            {
                // It ends in what says where the pages are.
            }
        }

        Assert.InRange(opened, 40, 50);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_closed_dump_says_nothing_else(bool wasAskedBefore)
    {
        CancellationToken none = TestContext.Current.CancellationToken;
        KernelDump dump = KdmpSample.Open();
        CpuContext context = dump.Contexts[0];
        LoadedModule module = dump.KernelModules[0];
        VirtualAddress address = module.Base + 0x1010;
        if (wasAskedBefore)
            AnalysisExercise.Run(dump);
        dump.Dispose();
        Action[] calls =
        [
            () => dump.ExplainBugCheck(), () => dump.FindSuspects(), () => dump.Unwind(context), () => dump.FindReturnCandidates(null), () => dump.FindReturnCandidates(context),
            () => dump.Disassemble(address, 1), () => dump.FindCallBefore(address), () => dump.Describe(address), () => dump.Describe(0), () => dump.DescribeSurroundings(address),
            () => dump.FindSymbols(module), () => dump.FindWritableCode(none), () => dump.FindCodeOutsideModules(none), () => dump.CompareImages(none),
            () => dump.FindHiddenImages(cancellation: none), () => dump.FindProcesses(cancellation: none), () => dump.FindProcesses(scan: false, cancellation: none),
        ];
        Assert.All(calls, call => Assert.Throws<ObjectDisposedException>(call));
    }

    private static byte[] Bytes(DumpType type)
    {
        using KernelDump sample = KdmpSample.Open(type);
        using var stream = new MemoryStream();
        new KernelDumpWriter { Header = sample.Header, Pages = sample.ToPageSource(), Context = sample.Context, Exception = sample.Exception }.Write(stream);
        return stream.ToArray();
    }
}
