using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary>The dumps that are open in a notebook, by name. Opening another one under the same name closes the first.</summary>
public sealed class KdmpSession : IDisposable
{
    private readonly Dictionary<string, KernelDump> _open = [];

    /// <summary>The dump that was opened last; commands are about it.</summary>
    public KernelDump? Current { get; private set; }

    /// <summary>Takes over a dump; the session closes it.</summary>
    public void Add(string name, KernelDump dump)
    {
        if (_open.Remove(name, out KernelDump? replaced))
            replaced.Dispose();
        _open.Add(name, dump);
        Current = dump;
    }

    /// <summary>Closes every dump.</summary>
    public void Dispose()
    {
        foreach (KernelDump dump in _open.Values)
            dump.Dispose();
        _open.Clear();
        Current = null;
    }
}
