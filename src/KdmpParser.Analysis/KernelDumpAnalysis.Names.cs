using KdmpParser.Analysis;
using KdmpParser.Analysis.Names;

namespace KdmpParser;

// What addresses are called.
public static partial class KernelDumpAnalysis
{
    /// <summary>
    /// Says what an address is called, and how that is known. The exports of an image, or its symbols out of
    /// <see cref="KernelDumpOptions.SymbolFolder"/>, are read once, when the first address in it is asked for.
    /// </summary>
    /// <param name="dump">Whose address it is.</param>
    /// <param name="address">Any value.</param>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public static AddressDescription Describe(this KernelDump dump, VirtualAddress address) => Open(dump).Namer.Describe(address);

    /// <summary>Says everything that is known of an address: what lies before and behind it, function, section, page.</summary>
    /// <param name="dump">Whose address it is.</param>
    /// <param name="address">Any value.</param>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public static AddressSurroundings DescribeSurroundings(this KernelDump dump, VirtualAddress address) => SurroundingsReader.Read(Open(dump), address);

    /// <summary>Says where the names in a module come from: which PDB, or why none; which exports, or why none.</summary>
    /// <param name="dump">The dump.</param>
    /// <param name="module">A kernel module, or a user module of the process that the dump was taken in.</param>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public static ModuleSymbols FindSymbols(this KernelDump dump, LoadedModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return SurroundingsReader.SymbolsOf(Open(dump), module);
    }

    /// <summary>Also what was read before cannot be had of a closed dump.</summary>
    private static AnalyzedDump Open(KernelDump dump)
    {
        AnalyzedDump analyzed = Of(dump);
        dump.VirtualMemory.ThrowIfDisposed();
        return analyzed;
    }
}
