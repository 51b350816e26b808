using KdmpParser.Analysis;

namespace KdmpParser;

// What addresses are called.
public static partial class KernelDumpAnalysis
{
    /// <summary>Says what an address is called, and how that is known.</summary>
    /// <param name="dump">Whose address it is.</param>
    /// <param name="address">Any value.</param>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public static AddressDescription Describe(this KernelDump dump, VirtualAddress address)
    {
        ArgumentNullException.ThrowIfNull(dump);
        return dump.FindModule(address) is { } module
            ? new(address, AddressKind.Module) { Module = module, Offset = address - module.Base }
            : new(address, AddressKind.Unknown);
    }
}
