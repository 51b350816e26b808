using System.Diagnostics;
using KdmpParser.Tests.Fuzzing;

namespace KdmpParser.Tests.Corrupt;

/// <summary>Not at the same time as other tests: what a dump takes is measured.</summary>
[CollectionDefinition(nameof(CorruptDumpTests), DisableParallelization = true)]
[Collection(nameof(CorruptDumpTests))]
public class CorruptDumpTests
{
    /// <summary>What one dump may take, from opening it to the answer.</summary>
    private const long AllowedBytes = 64 << 20;
    private static readonly TimeSpan s_allowedTime = TimeSpan.FromSeconds(1);

    /// <summary>After this a thread is given up, and with it all of the dump.</summary>
    private static readonly TimeSpan s_hung = TimeSpan.FromSeconds(30);

    /// <summary>A machine that does much else at the same time holds a reader up, but not each time; a reader that hangs does so each time.</summary>
    private const int Attempts = 3;

    public static TheoryData<string, DumpAccess> Cases =>
        new(from dump in Corpus.All from access in (DumpAccess[])[DumpAccess.Mapped, DumpAccess.Stream] select (dump.Name, access));

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_answer_to_a_corrupt_dump_is_exact_and_costs_little(string name, DumpAccess access)
    {
        CorruptDump dump = Corpus.All.Single(dump => dump.Name == name);
        using var folder = new TemporaryFolder();
        string path = folder.Write("corrupt.dmp", dump.Bytes);

        Reading reading = Read(path, dump, access);
        for (int i = 1; i < Attempts && reading.Time > s_allowedTime; i++)
            reading = Read(path, dump, access);
        Assert.Equal(dump.Answer, reading.Answer);
        Assert.Equal(dump.Warnings, reading.Warnings);
        Assert.Equal(dump.Refused, reading.Refused);
        Assert.InRange(reading.AllocatedBytes, 0, AllowedBytes);
        Assert.InRange(reading.Time, TimeSpan.Zero, s_allowedTime);
    }

    [Fact]
    public void Names_are_those_of_one_dump_each() => Assert.Distinct(Corpus.All.Select(dump => dump.Name));

    /// <summary>Reads a dump on a thread of its own: one that hangs fails the test and does not hang it.</summary>
    private static Reading Read(string path, CorruptDump dump, DumpAccess access)
    {
        Reading? reading = null;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                reading = Answer(path, dump, access);
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.IsBackground = true;
        thread.Start();
        Assert.True(thread.Join(s_hung), $"{dump.Name} is not answered within {s_hung}.");
        Assert.Null(failure);
        return reading!;
    }

    private static Reading Answer(string path, CorruptDump dump, DumpAccess access)
    {
        var options = new KernelDumpOptions { Access = access, AllowTruncated = dump.AllowTruncated };
        long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
        if (!KernelDump.TryOpen(path, out KernelDump? opened, out KernelDumpException? refusal, options))
            return Measured("", [], new(refusal.Error, refusal.FileOffset));
        using (opened)
        {
            Reading reading = Measured(dump.Question(opened), opened.Warnings, null);

            // Where one thing is wrong, everything else has its answer all the same.
            DumpExercise.Run(opened);
            return reading;
        }

        Reading Measured(string answer, IReadOnlyList<string> warnings, Refusal? refused) =>
            new(answer, warnings, refused, Stopwatch.GetElapsedTime(start), GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private sealed record Reading(string Answer, IReadOnlyList<string> Warnings, Refusal? Refused, TimeSpan Time, long AllocatedBytes);
}
