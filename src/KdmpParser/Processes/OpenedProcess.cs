namespace KdmpParser;

/// <summary>A process of a dump with its own view of memory. It lives as long as the dump.</summary>
public sealed class OpenedProcess
{
    private readonly Func<CapturedList<LoadedModule>> _readModules;
    private CapturedList<LoadedModule>? _modules;

    internal OpenedProcess(Process process, VirtualAddressSpace memory, Func<CapturedList<LoadedModule>> readModules) =>
        (Process, VirtualMemory, _readModules) = (process, memory, readModules);

    /// <summary>Which process it is.</summary>
    public Process Process { get; }

    /// <summary>Virtual memory through its directory table base; in a small dump, the pieces that were kept.</summary>
    public VirtualAddressSpace VirtualMemory { get; }

    /// <summary>
    /// Its modules in the order of loading; those of the 32-bit half of a WoW64 process follow. They are read when first asked.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public CapturedList<LoadedModule> Modules
    {
        get
        {
            VirtualMemory.ThrowIfDisposed();
            return LazyInitializer.EnsureInitialized(ref _modules, _readModules);
        }
    }

    /// <summary>One line: name and identifier.</summary>
    public override string ToString() => Process.ToString();
}
