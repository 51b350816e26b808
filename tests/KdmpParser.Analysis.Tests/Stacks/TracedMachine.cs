using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

/// <summary>A dump of the machine that ran a trace: its image, and its stack as it was before one instruction after the other.</summary>
internal sealed class TracedMachine : IDisposable
{
    private readonly ChangingMachine _machine;
    private readonly UnwindTrace _trace;

    /// <param name="trace">What happened.</param>
    /// <param name="file">The image.</param>
    public TracedMachine(UnwindTrace trace, byte[] file)
    {
        _trace = trace;
        KernelBytes memory = new KernelBytes().WithImageFile(file, trace.Image).WithModule("traced.sys", trace.Image, ImageFile.SizeOfImage(file));
        foreach (ulong page in trace.Steps.SelectMany(step => step.Changed).Select(changed => Address(changed.Word) & ~0xfffUL).Distinct())
            memory.U8(page, 0);
        _machine = new(memory);
    }

    /// <summary>Unwinds before each instruction.</summary>
    public IEnumerable<(UnwindTrace.Step Step, Backtrace Backtrace)> Run()
    {
        foreach (UnwindTrace.Step step in _trace.Steps)
        {
            foreach ((int word, ulong value) in step.Changed)
                _machine.Write(Address(word), BitConverter.GetBytes(value));
            yield return (step, _machine.Dump.Unwind(step.Context));
        }
    }

    public void Dispose() => _machine.Dispose();

    private ulong Address(int word) => _trace.Stack + (ulong)word * 8;
}
