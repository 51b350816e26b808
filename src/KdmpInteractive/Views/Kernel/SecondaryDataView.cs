using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Secondary data, a row for each entry; never its content.</summary>
internal static class SecondaryDataView
{
    private static readonly string[] s_columns = ["Tag", "Name", "Size#", "File offset#"];

    /// <summary>The entries of a dump, in the order of the file.</summary>
    public static View Of(SecondaryData blobs, OutputLimits? limits = null)
    {
        limits ??= OutputLimits.Default;
        return new("", [.. BoundedTable.WithRemark(Table(blobs, limits), blobs.Problem?.Message.TrimEnd('.'))]) { Limits = limits };
    }

    /// <summary>Entries in the order of somebody's list.</summary>
    public static View Of(IEnumerable<SecondaryDataBlob> blobs) => new("", Table(blobs, OutputLimits.Default));

    private static DataTable Table(IEnumerable<SecondaryDataBlob> blobs, OutputLimits limits) =>
        BoundedTable.Of("Entries of secondary data", s_columns, blobs, Row, limits);

    private static string[] Row(SecondaryDataBlob blob) =>
        [blob.Tag.ToString(), blob.Name ?? "-", blob.Size.ToString("N0", CultureInfo.InvariantCulture), Hex.Of((ulong)blob.FileOffset)];
}
