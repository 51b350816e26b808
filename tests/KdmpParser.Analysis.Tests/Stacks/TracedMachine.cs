using System.Buffers.Binary;
using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests.Stacks;

/// <summary>A dump of the machine that ran a trace: its image, and its stack as it was before one instruction after the other.</summary>
internal sealed class TracedMachine : IDisposable
{
    private readonly byte[] _bytes;
    private readonly Dictionary<ulong, long> _fileOffsets = [];
    private readonly UnwindTrace _trace;

    /// <param name="trace">What happened.</param>
    /// <param name="file">The image.</param>
    /// <param name="change">What is different in memory.</param>
    public TracedMachine(UnwindTrace trace, byte[] file, Action<KernelBytes>? change = null)
    {
        _trace = trace;
        KernelBytes memory = new KernelBytes().WithImageFile(file, trace.Image).WithModule("traced.sys", trace.Image, ImageFile.SizeOfImage(file));
        ulong[] pages = [.. trace.Steps.SelectMany(step => step.Changed).Select(changed => Page(changed.Word)).Distinct()];
        foreach (ulong page in pages)
            memory.U8(page, 0);
        change?.Invoke(memory);
        _bytes = memory.Dump.ToArray();
        Dump = KernelDump.Open(new MemoryStream(_bytes), "traced.dmp");
        foreach (ulong page in pages.Where(page => Dump.VirtualMemory.TryTranslate(page, out _)))
        {
            Assert.True(Dump.VirtualMemory.TryTranslate(page, out PhysicalAddress physical));
            PhysicalRun run = Dump.PhysicalMemory!.EnumerateRuns().Single(run => physical >= run.Start && physical.Value - run.Start.Value < (ulong)run.PageCount * 0x1000);
            _fileOffsets.Add(page, run.FileOffset + (long)(physical.Value - run.Start.Value));
        }
    }

    public KernelDump Dump { get; }

    /// <summary>Unwinds before each instruction.</summary>
    public IEnumerable<(UnwindTrace.Step Step, Backtrace Backtrace)> Run()
    {
        foreach (UnwindTrace.Step step in _trace.Steps)
        {
            // The dump is a stream of these bytes: what changes there is what the next read gives.
            foreach ((int word, ulong value) in step.Changed)
            {
                ulong address = _trace.Stack + (ulong)word * 8;
                if (_fileOffsets.TryGetValue(address & ~0xfffUL, out long offset))
                    BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan((int)offset + (int)(address & 0xfff)), value);
            }

            yield return (step, Dump.Unwind(step.Context));
        }
    }

    public void Dispose() => Dump.Dispose();

    private ulong Page(int word) => _trace.Stack + (ulong)word * 8 & ~0xfffUL;
}
