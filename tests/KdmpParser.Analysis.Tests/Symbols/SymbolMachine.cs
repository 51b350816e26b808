using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

/// <summary>A dump with demo.dll loaded as the kernel and shapes.dll as a driver, and a folder of symbols of its own.</summary>
internal sealed class SymbolMachine : IDisposable
{
    public const ulong Kernel = KernelBytes.Image, Driver = KernelBytes.Image + 0x2000000;
    private const ulong First = KernelBytes.Entries, Second = KernelBytes.Entries + 0x1000;

    private readonly TemporaryFolder _symbols = new();

    public KernelBytes Memory { get; } = new KernelBytes().KdDebuggerData()
        .Module(First, Kernel, 0x5000, "ntoskrnl.exe", @"\SystemRoot\system32\ntoskrnl.exe").Module(Second, Driver, 0x5000, "shapes.sys", @"\shapes.sys")
        .List(KernelBytes.ModuleHead, First, Second).Load(SymbolData.Demo, Kernel).Load(SymbolData.Shapes, Driver);

    public string Folder => _symbols.Location;

    /// <summary>Puts a file into the folder of symbols.</summary>
    public SymbolMachine Store(string path, string file = "demo.pdb") => Store(path, File.ReadAllBytes(SymbolData.PathOf(file)));

    public SymbolMachine Store(string path, byte[] content)
    {
        string full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
        return this;
    }

    public KernelDump Open(KernelDumpLimits? limits = null) => Open(limits, Folder);

    public KernelDump OpenWithoutSymbols(KernelDumpLimits? limits = null) => Open(limits, null);

    public void Dispose() => _symbols.Dispose();

    private KernelDump Open(KernelDumpLimits? limits, string? folder) =>
        KernelDump.Open(Memory.Dump.ToArray(), "by hand", new() { SymbolFolder = folder, Limits = limits ?? new() });
}
