using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Exports of an image, a row each.</summary>
internal static class PeExportsView
{
    private static readonly string[] s_columns = ["Ordinal#", "Name", "Address"];

    public static View Of(IEnumerable<PeExport> exports) => new("", Table(exports, OutputLimits.Default));

    public static DataTable Table(IEnumerable<PeExport> exports, OutputLimits limits) => BoundedTable.Of("Exports", s_columns, exports, Row, limits);

    private static string[] Row(PeExport export) =>
        [export.Ordinal.ToString(CultureInfo.InvariantCulture), export.Name ?? "-", export.Address?.ToString() ?? $"-> {export.Forwarder}"];
}
