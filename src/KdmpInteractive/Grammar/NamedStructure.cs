using KdmpInteractive.Commands;
using KdmpParser;

namespace KdmpInteractive.Grammar;

/// <summary>A structure at the beginning of a dump file, or a table that it leads to, as somebody asks for it.</summary>
/// <param name="Structure">The structure.</param>
/// <param name="ShortName">A word for it beside its own name; <see langword="null"/> for what has a short one already.</param>
/// <param name="Summary">What it is for, in a line.</param>
internal sealed record NamedStructure(DumpStructure Structure, string? ShortName, string Summary)
{
    private static readonly Dictionary<string, (string? ShortName, string Summary)> s_known = new(StringComparer.Ordinal)
    {
        ["DUMP_HEADER64"] = ("header", "what every dump begins with: machine, bug check, type, times, where the kernel's lists are"),
        ["PHYSICAL_MEMORY_DESCRIPTOR64"] = ("memory", "the physical memory of the machine as runs; in a full dump, the pages that follow"),
        ["CONTEXT"] = ("context", "the registers"),
        ["XSAVE_FORMAT"] = ("xsave", "the x87 and XMM registers"),
        ["EXCEPTION_RECORD64"] = ("exception", "the exception"),
        ["BMP_HEADER64"] = ("bmp", "how long the bitmap of pages is, and where the first page stands"),
        ["Bitmap"] = (null, "the beginning of the bitmap: a bit for each page frame, set where the page is in the dump"),
        ["RDMP_HEADER64"] = ("rdmp", "how long the table of ranges is, and where the first page stands"),
        ["Ranges"] = (null, "the beginning of the table of ranges: first page frame and number of pages"),
        ["TRIAGE_DUMP64"] = ("triage", "where everything stands in a small dump"),
        ["UnloadedDrivers"] = (null, "the first of the drivers that had been unloaded"),
        ["CallStack"] = (null, "the beginning of the saved stack"),
        ["DriverList"] = (null, "the first of the drivers that were loaded"),
        ["DataBlocks"] = (null, "the beginning of the list of memory that was kept: address, file offset, size"),
    };

    /// <summary>Those of a dump, in the order of the file.</summary>
    public static IReadOnlyList<NamedStructure> Of(KernelDump dump) =>
        [.. dump.Structures.SelectMany(WithThoseInside).Concat(dump.Tables).OrderBy(structure => structure.FileOffset).Select(Named)];

    /// <summary>The names of those of a dump, for completion.</summary>
    public static IEnumerable<string> Names(KernelDump dump) => Of(dump).Select(named => named.ShortName ?? named.Structure.Name);

    /// <summary>The structure of a name, in any case.</summary>
    /// <exception cref="CommandException">The dump has none.</exception>
    public static NamedStructure Find(KernelDump dump, string name)
    {
        IReadOnlyList<NamedStructure> all = Of(dump);
        string[] names = [.. all.SelectMany(named => (string?[])[named.ShortName, named.Structure.Name]).OfType<string>()];
        return all.FirstOrDefault(named => Is(named.ShortName) || Is(named.Structure.Name)) ?? throw new CommandException(
            NearestName.Question(name, names) is { Length: > 0 } question
                ? $"{dump.Name} has no structure '{name}'.{question}"
                : $"{dump.Name} has no structure '{name}'; it has {string.Join(", ", all.Select(named => named.ShortName ?? named.Structure.Name))}.",
            isUsage: true);

        bool Is(string? other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
    }

    private static NamedStructure Named(DumpStructure structure)
    {
        (string? shortName, string summary) = s_known[structure.Name];
        return new(structure, shortName, summary);
    }

    private static IEnumerable<DumpStructure> WithThoseInside(DumpStructure structure) =>
        structure.Fields.Select(field => field.Structure).OfType<DumpStructure>().SelectMany(WithThoseInside).Prepend(structure);
}
