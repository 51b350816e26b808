using KdmpInteractive.Rendering;
using KdmpParser;
using KdmpParser.Analysis;

namespace KdmpInteractive.Views;

/// <summary>What differs between images and the list of modules, a row each; those that could not be compared are counted.</summary>
internal static class ImageDifferencesView
{
    public const string Remark =
        "Headers in memory against the loader's list. Innocent: large pages, which have one set of rights for all in them; drivers of other sessions, which are not mapped.";

    private static readonly string[] s_columns = ["Module", "Difference", "Listed#", "Found#", "Address#", "Section"];

    /// <summary>The differences of a dump.</summary>
    public static View Of(CapturedList<ImageDifference> differences, OutputLimits? limits = null)
    {
        limits ??= OutputLimits.Default;
        ImageDifference[] missing = [.. differences.Where(difference => difference.Kind == ImageDifferenceKind.NotCaptured)];
        Block[] notCompared = missing.Length == 0 ? [] :
        [
            new Paragraph(missing.Length == 1
                ? $"The header of one module could not be compared: {missing[0].Failure}."
                : FormattableString.Invariant($"The headers of {missing.Length} modules could not be compared; the first: {missing[0].Failure}.")),
        ];
        DataTable table = Table(differences.Where(difference => difference.Kind != ImageDifferenceKind.NotCaptured), limits);
        return new("Images that differ from the list of modules", [new Paragraph(Remark), .. HuntedTable.Of(table, differences), .. notCompared]) { Limits = limits };
    }

    /// <summary>Differences in the order of somebody's list.</summary>
    public static View Of(IEnumerable<ImageDifference> differences) => new("", Table(differences, OutputLimits.Default));

    private static DataTable Table(IEnumerable<ImageDifference> differences, OutputLimits limits) => BoundedTable.Of("Differences", s_columns, differences, Row, limits);

    private static string[] Row(ImageDifference difference) =>
    [
        difference.Module.Name ?? "(no name)",
        difference.PageSize is > PhysicalAddress.PageSize and { } large ? $"{Text(difference.Kind)} (page of {Sizes.Of((ulong)large)})" : Text(difference.Kind),
        Hex.Recorded(difference.Listed) ?? "-",
        Hex.Recorded(difference.Found) ?? "-",
        difference.Address?.ToString() ?? "-",
        difference.Section ?? "-",
    ];

    private static string Text(ImageDifferenceKind kind) => kind switch
    {
        ImageDifferenceKind.NoHeader => "no PE header where it should be",
        ImageDifferenceKind.Size => "size",
        ImageDifferenceKind.TimeDateStamp => "time stamp",
        ImageDifferenceKind.CheckSum => "checksum",
        ImageDifferenceKind.EntryPoint => "entry point",
        ImageDifferenceKind.Base => "address in the header",
        ImageDifferenceKind.Machine => "machine",
        ImageDifferenceKind.WritableCode => "code is mapped writable",
        _ => "header not captured",
    };
}
