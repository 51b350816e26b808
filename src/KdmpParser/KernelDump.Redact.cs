using KdmpParser.Redacting;

namespace KdmpParser;

// The same crash for people who must not see the owner's data.
public sealed partial class KernelDump
{
    private KernelDump(KernelDump dump, string name)
    {
        IsRedacted = true;
        Name = name;
        _limits = dump._limits;
        _file = new WithheldFile(dump.FileLength);
        _captured = dump._captured.In(_file);
        Header = Redaction.Of(dump.Header);
        Context = dump.Context is { } context ? Redaction.Of(context) : null;
        Exception = dump.Exception is { } exception ? Redaction.Of(exception) : null;
        PhysicalMemory = dump.PhysicalMemory is null ? null : new(_captured, _limits, searchThreads: 1);
        VirtualMemory = SpaceOf(Header.DirectoryTableBase);
        Warnings = Redaction.Warnings(dump.Warnings);
        _contexts = [.. dump.Contexts.Select(other => other == dump.Context ? Context! : Redaction.Of(other))];
        _exceptions = [.. dump.Exceptions.Select(other => other == dump.Exception ? Exception! : Redaction.Of(other))];
        _secondaryData = new([], null);
        _kernel = new(this, _file, _limits, new RedactedKernel(dump));
    }

    /// <summary>Whether this is what <see cref="Redact"/> made.</summary>
    public bool IsRedacted { get; }

    /// <summary>
    /// The dump as it can be shown to people who must not see its owner's data. It keeps the header's numbers, the bug check, exceptions, general
    /// registers, modules by file name, the candidates for return addresses, and which physical memory was captured. It has no memory (reads
    /// fail with <see cref="MemoryFailureReason.LeftOut"/> or <see cref="KernelDumpError.NotInThisDump"/>), texts of the header, vector and
    /// x87 registers, paths, processes, secondary data, nor the name of its file. What a general register or a parameter holds by chance stays.
    /// </summary>
    /// <param name="name">What <see cref="Name"/> says.</param>
    /// <returns>A copy that stays valid when this dump is closed; the caller disposes it.</returns>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public KernelDump Redact(string name = "memory.dmp")
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(this, name);
    }
}
