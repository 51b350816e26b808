using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Secondary data, a row for each entry; never its content.</summary>
internal static class SecondaryDataView
{
    private static readonly string[] s_columns = ["Tag", "Name", "Size#", "File offset#"];

    public static View Of(SecondaryData blobs) => new(
        string.Create(CultureInfo.InvariantCulture, $"Secondary data: {blobs.Count} entries"),
        [.. blobs.Count > 0 ? [BoundedTable.Of(s_columns, blobs, Row)] : (Block[])[], .. BoundedTable.Remark(blobs.Problem?.Message.TrimEnd('.'))]);

    private static string[] Row(SecondaryDataBlob blob) =>
        [blob.Tag.ToString(), blob.Name ?? "-", blob.Size.ToString("N0", CultureInfo.InvariantCulture), Hex.Of((ulong)blob.FileOffset)];
}
