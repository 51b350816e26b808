namespace KdmpParser;

// For the parts of the library that read structures out of an address space.
public sealed partial class VirtualAddressSpace
{
    /// <summary>Bounds of the dump.</summary>
    internal KernelDumpLimits Limits => _limits;

    internal void ThrowIfDisposed() => _captured.ThrowIfDisposed();
}
