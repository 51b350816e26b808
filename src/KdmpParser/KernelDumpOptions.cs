namespace KdmpParser;

/// <summary>How a dump is opened.</summary>
public sealed record KernelDumpOptions
{
    internal static readonly KernelDumpOptions Default = new();

    /// <summary>How the file is read.</summary>
    public DumpAccess Access { get; init; }

    /// <summary>Bounds on what the file may ask for.</summary>
    public KernelDumpLimits Limits { get; init; } = new();

    /// <summary>
    /// Whether a dump that ends before its pages do is opened all the same: the pages past the end are missing, and
    /// <see cref="KernelDump.Warnings"/> says so. Without it, such a dump is refused.
    /// </summary>
    public bool AllowTruncated { get; init; }

    /// <summary>
    /// How many threads a search through physical memory may use; all processors, unless told. With one it runs where it is asked for. A dump in
    /// a caller's stream is always searched so.
    /// </summary>
    public int SearchThreads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// A folder of PDBs, laid out as a symbol store: name/GUIDage/name. KdmpParser itself reads no symbols; KdmpParser.Analysis names addresses by them.
    /// </summary>
    public string? SymbolFolder { get; init; }
}
