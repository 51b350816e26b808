using KdmpInteractive.Grammar;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary>
/// The dumps that are open in a notebook, by name. Opening another one under the same name closes the first. Safe for concurrent use: a
/// host asks for completions while a command runs on another thread.
/// </summary>
public sealed class KdmpSession : IDisposable
{
    /// <summary>Replaced as a whole, under the lock, and never changed: readers need no lock.</summary>
    private volatile OpenDump[] _open = [];

    private readonly object _changing = new();

    /// <summary>The open dumps; the one opened last stands last, and commands are about it unless told.</summary>
    public IReadOnlyList<OpenDump> Open => _open;

    /// <summary>The dump that was opened last; <see langword="null"/> when none is open.</summary>
    public OpenDump? Current => _open is [.., var last] ? last : null;

    /// <summary>How <c>open</c> opens a file: for a host that has the dump of a path already, or another one in its place.</summary>
    public Func<string, KernelDumpOptions, KernelDump> OpenFile { get; init; } = DumpOpening.OpenFile;

    /// <summary>Whether the notebook has plotly.js in one of its outputs.</summary>
    internal bool HasPlotly { get; set; }

    /// <summary>Takes over a dump; the session closes it.</summary>
    /// <param name="name">The name that commands know it by.</param>
    /// <param name="dump">The dump.</param>
    public void Add(string name, KernelDump dump)
    {
        ArgumentNullException.ThrowIfNull(dump);
        OpenDump[] replaced;
        lock (_changing)
        {
            replaced = Array.FindAll(_open, known => known.Name == name);
            _open = [.. Array.FindAll(_open, known => known.Name != name), new(name, dump)];
        }

        foreach (OpenDump closing in replaced)
        {
            if (closing.Dump != dump)
                closing.Dump.Dispose();
        }
    }

    /// <summary>A dump by name, or the current one where no name is given.</summary>
    /// <param name="name">The name that it was opened under, or <see langword="null"/>.</param>
    /// <exception cref="CommandException">There is none.</exception>
    public OpenDump Get(string? name)
    {
        if (Current is not { } current)
            throw new CommandException("No dump is open: begin with #!kdmp open PATH, or #!kdmp open --sample.");
        if (name is null)
            return current;
        return TryGet(name) ?? throw new CommandException(
            $"No dump is open as '{name}'; open: {string.Join(", ", _open.Select(dump => dump.Name))}.{NearestName.Question(name, _open.Select(dump => dump.Name))}", isUsage: true);
    }

    /// <summary>A dump by name, or <see langword="null"/>.</summary>
    /// <param name="name">The name that it was opened under.</param>
    public OpenDump? TryGet(string name) => Array.Find(_open, dump => dump.Name == name);

    /// <summary>Closes a dump; the one opened before it is current then.</summary>
    /// <param name="dump">One of <see cref="Open"/>.</param>
    public void Close(OpenDump dump)
    {
        ArgumentNullException.ThrowIfNull(dump);
        lock (_changing)
            _open = Array.FindAll(_open, known => known != dump);
        dump.Dump.Dispose();
    }

    /// <summary>Closes every dump.</summary>
    public void Dispose()
    {
        OpenDump[] closing;
        lock (_changing)
            (closing, _open) = (_open, []);
        foreach (OpenDump dump in closing)
            dump.Dump.Dispose();
    }
}
