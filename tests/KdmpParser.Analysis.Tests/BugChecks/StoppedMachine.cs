using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

/// <summary>A machine written by hand that stopped with a bug check; what its parameters point to is written at <see cref="At"/>. One driver is loaded.</summary>
internal sealed class StoppedMachine(uint code, params ulong[] parameters)
{
    public const ulong At = 0xffffc08b_40000000;
    public const ulong Driver = 0xfffff804_50000000;
    public const ulong Unmapped = 0xffffc08b_7fff0000;

    private uint _machine = DumpBytes.X64;
    private uint _build = 19041;

    public KernelBytes Memory { get; } = new KernelBytes()
        .Module(KernelBytes.Entries, Driver, 0x10000, "disk.sys", @"\SystemRoot\disk.sys").List(KernelBytes.ModuleHead, KernelBytes.Entries);

    public StoppedMachine On(uint machine, uint build)
    {
        (_machine, _build) = (machine, build);
        return this;
    }

    public StoppedMachine Write(Action<KernelBytes> write)
    {
        write(Memory);
        return this;
    }

    public KernelDump Open(KernelDumpLimits? limits = null)
    {
        Memory.Dump.U32(0x038, code).U32(0x030, _machine).U32(0x00c, _build);
        for (int i = 0; i < parameters.Length; i++)
            Memory.Dump.U64(0x040 + 8 * i, parameters[i]);
        return Memory.Open(limits);
    }

    public BugCheckExplanation Explain(KernelDumpLimits? limits = null)
    {
        using KernelDump dump = Open(limits);
        return dump.ExplainBugCheck()!;
    }

    /// <summary>What one parameter is; the others are zero.</summary>
    public static BugCheckParameter Parameter(int number, uint code, params ulong[] parameters) => new StoppedMachine(code, parameters).Explain().Parameters[number - 1];
}
