using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

/// <summary>A dump whose memory changes while it is open, so that a test can try thousands of states.</summary>
internal sealed class ChangingMachine : IDisposable
{
    private readonly byte[] _bytes;
    private readonly Dictionary<ulong, long> _fileOffsets = [];

    public ChangingMachine(KernelBytes memory, KernelDumpLimits? limits = null)
    {
        _bytes = memory.Dump.ToArray();

        // The dump is a stream of these bytes: what changes there is what the next read gives.
        Dump = KernelDump.Open(new MemoryStream(_bytes), "changing.dmp", new() { Limits = limits ?? new() });
    }

    public KernelDump Dump { get; }

    /// <summary>Writes bytes that lie within one page.</summary>
    public void Write(ulong address, ReadOnlySpan<byte> bytes)
    {
        ulong page = address & ~0xfffUL;
        if (!_fileOffsets.TryGetValue(page, out long offset))
        {
            Assert.True(Dump.VirtualMemory.TryTranslate(page, out PhysicalAddress physical));
            PhysicalRun run = Dump.PhysicalMemory!.EnumerateRuns().Single(run => physical >= run.Start && physical.Value - run.Start.Value < (ulong)run.PageCount * 0x1000);
            _fileOffsets.Add(page, offset = run.FileOffset + (long)(physical.Value - run.Start.Value));
        }

        bytes.CopyTo(_bytes.AsSpan((int)(offset + (long)(address - page))));
    }

    public void Dispose() => Dump.Dispose();
}
