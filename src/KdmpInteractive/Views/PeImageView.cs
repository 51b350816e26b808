using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>What the headers and tables of an image say.</summary>
internal static class PeImageView
{
    private static readonly string[] s_sectionColumns = ["Section", "Start#", "Size#", "Characteristics"];
    private static readonly string[] s_exportColumns = ["Ordinal#", "Name", "Address"];

    public static View Of(PeImage image) => Of(image, OutputLimits.Default);

    public static View Of(PeImage image, OutputLimits limits) => new(
        $"Image at {image.Base}",
        [
            new FieldList(
                ("Machine", image.Machine.ToString()),
                ("Time stamp", Hex.Of(image.TimeDateStamp)),
                ("Checksum", Hex.Of(image.CheckSum)),
                ("Size", Sizes.Of(image.SizeOfImage)),
                ("Entry point", image.EntryPoint?.ToString() ?? "none"),
                ("PDB", image.CodeView?.PdbPath ?? image.CodeViewFailure?.ToString()),
                ("Symbol server", image.CodeView?.SymbolServerKey)),
            .. BoundedTable.WithRemark(
                BoundedTable.Of("Sections", s_sectionColumns, image.Sections, Row, limits), image.Sections.Failure),
            new Details(
                string.Create(CultureInfo.InvariantCulture, $"{image.Exports.Count:N0} exports"),
                [.. BoundedTable.WithRemark(BoundedTable.Of("Exports", s_exportColumns, image.Exports, Row, limits), image.Exports.Failure)]),
        ])
    {
        Limits = limits,
    };

    private static string[] Row(PeSection section) =>
        [section.Name, section.Address.ToString(), Sizes.Of(section.Size), section.Characteristics.ToString()];

    private static string[] Row(PeExport export) =>
        [export.Ordinal.ToString(CultureInfo.InvariantCulture), export.Name ?? "-", export.Address?.ToString() ?? $"-> {export.Forwarder}"];
}
