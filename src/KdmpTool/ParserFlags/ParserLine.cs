using KdmpParser;

namespace KdmpTool.ParserFlags;

/// <summary>What a command line of flags asks for.</summary>
internal sealed record ParserLine
{
    /// <summary>The dump file.</summary>
    public string? Dump { get; init; }

    /// <summary>Every structure at the beginning of the file.</summary>
    public bool ShowsStructures { get; init; }

    public bool ShowsContext { get; init; }

    public bool ShowsException { get; init; }

    public bool ShowsModules { get; init; }

    /// <summary>Physical memory in the layout of the C++ tool: the page of <see cref="Page"/>, or the beginning of every page.</summary>
    public bool ShowsPages { get; init; }

    public ulong? Page { get; init; }

    /// <summary>Memory in the layout of the Rust tool: at <see cref="Memory"/>, or the beginning of every page.</summary>
    public bool ShowsMemory { get; init; }

    public ulong? Memory { get; init; }

    /// <summary>Whether <see cref="Memory"/> is a virtual address.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>How many bytes of <see cref="Memory"/>.</summary>
    public long Length { get; init; } = 128;

    public ulong? DirectoryTableBase { get; init; }

    public DumpAccess Access { get; init; }

    public bool AsksForUsage { get; init; }

    public bool ShowsNothing => !(ShowsStructures || ShowsContext || ShowsException || ShowsModules || ShowsPages || ShowsMemory);
}
