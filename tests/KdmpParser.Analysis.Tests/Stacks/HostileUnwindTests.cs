using KdmpParser.Tests.Corrupt;
using KdmpParser.Tests.Fuzzing;
using static KdmpParser.Analysis.Tests.UnwindMachine;

namespace KdmpParser.Analysis.Tests;

/// <summary>Unwind data, code and stacks out of broken and random bytes: every stack ends, within bounds and without an exception.</summary>
public class HostileUnwindTests
{
    private static readonly KernelDumpLimits s_limits = new() { StackFrames = 200 };

    [Fact]
    public void Random_unwind_data_ends()
    {
        // Half of it is right in its first bytes, so that its operations are carried out.
        var random = new Random((int)(ChosenRun.Seed & int.MaxValue));
        var machine = new UnwindMachine();
        for (uint i = 0; i < 64; i++)
            machine.Entry(Text + i * 0x40, Text + i * 0x40 + 0x40, Data + i * 0x40);
        machine.Memory.Write(Stack - 0x2000, new byte[0x8000]);
        using var changing = new ChangingMachine(machine.Memory, s_limits);
        var ends = new Dictionary<string, int>();
        int longest = 0;
        var block = new byte[0x1000];
        for (long i = ChosenRun.Iterations(3000); i > 0; i--)
        {
            random.NextBytes(block);
            changing.Write(Image + Text, block);
            random.NextBytes(block);
            for (int at = 0; at < block.Length; at += 0x40)
                Prepare(random, block.AsSpan(at, 0x40));
            changing.Write(Image + Data, block);
            for (ulong page = Stack - 0x2000; page < Stack + 0x6000; page += 0x1000)
            {
                for (int at = 0; at < block.Length; at += 8)
                    BitConverter.TryWriteBytes(block.AsSpan(at), Word(random));
                changing.Write(page, block);
            }

            Backtrace backtrace = changing.Dump.Unwind(new Amd64Context { Rip = Word(random), Rsp = Stack + (ulong)random.Next(0x400) * 8, Rbp = Word(random), Rbx = Word(random), R13 = Word(random) });
            string end = backtrace.Failure?.Reason.ToString() ?? backtrace.End.ToString();
            ends[end] = ends.GetValueOrDefault(end) + 1;
            longest = Math.Max(longest, backtrace.Frames.Count);
            Assert.InRange(backtrace.Frames.Count, 1, s_limits.StackFrames);
            Assert.Equal(backtrace.Frames.Count, backtrace.Frames.Select(frame => (frame.InstructionPointer, frame.StackPointer)).Distinct().Count());
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{string.Join(", ", ends)}; at most {longest} frames.");
        Assert.Superset(new HashSet<string>(["CheckFailed", "Unreadable", "NotRecorded", "ThreadStart"]), ends.Keys.ToHashSet());
        Assert.InRange(longest, 5, s_limits.StackFrames);
    }

    [Fact]
    public void Every_corrupt_dump_is_unwound_or_says_why_not()
    {
        int unwound = 0;
        foreach (CorruptDump corrupt in Corpus.All)
            unwound += UnwindAll(corrupt.Bytes);
        Assert.InRange(unwound, 10, int.MaxValue);
    }

    [Fact]
    public void Damaged_dumps_are_unwound_or_say_why_not()
    {
        var damaged = new DamagedDumps();
        int unwound = 0;
        for (long i = ChosenRun.Iterations(1000); i > 0; i--)
            unwound += UnwindAll(damaged.Make(ChosenRun.Seed + (ulong)i));
        Assert.InRange(unwound, 1, int.MaxValue);
    }

    /// <returns>How many contexts there were.</returns>
    private static int UnwindAll(ReadOnlySpan<byte> bytes)
    {
        try
        {
            using KernelDump dump = KernelDump.Open(bytes, "broken", new() { AllowTruncated = true });
            CpuContext[] contexts = [.. dump.Contexts, .. dump.Processors.Select(processor => processor.Context).OfType<CpuContext>()];
            foreach (CpuContext context in contexts)
            {
                Backtrace backtrace = dump.Unwind(context);
                Assert.True(backtrace.Failure is not null || backtrace.End != BacktraceEnd.Stopped);
            }

            return contexts.Length;
        }
        catch (KernelDumpException)
        {
            return 0;
        }
    }

    private static void Prepare(Random random, Span<byte> info)
    {
        if (random.Next(4) == 0)
            return;
        info[0] = (byte)(random.Next(8) == 0 ? 0x21 : random.Next(4) == 0 ? 2 : 1);
        info[1] = (byte)random.Next(8);
        info[2] = (byte)random.Next(6);
        info[3] = (byte)(random.Next(3) == 0 ? 3 : random.Next(3) == 0 ? 5 : 0);
        for (int slot = 0; slot < info[2]; slot++)
        {
            info[4 + 2 * slot] = (byte)random.Next(8);
            info[5 + 2 * slot] = (byte)(random.Next(3) == 0 ? random.Next(256) : random.Next(4) << 4 | 2 * random.Next(2));
        }

        if (info[0] == 0x21)
        {
            int at = 4 + 2 * (info[2] + (info[2] & 1));
            BitConverter.TryWriteBytes(info[(at + 8)..], Data + (uint)random.Next(64) * 0x40);
        }
    }

    private static ulong Word(Random random) => random.Next(8) switch
    {
        < 4 => Image + Text + (ulong)random.Next(0x1000),
        < 6 => Stack - 0x2000 + (ulong)random.Next(0x1000) * 8,
        6 => 0,
        _ => (ulong)random.NextInt64(),
    };
}
