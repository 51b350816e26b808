using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>What the headers and tables of an image say.</summary>
internal static class PeImageView
{
    private static readonly string[] s_sectionColumns = ["Section", "Start#", "Size#", "Characteristics"];
    private static readonly string[] s_exportColumns = ["Ordinal#", "Name", "Address"];

    public static View Of(PeImage image) => new(
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
            BoundedTable.Of(s_sectionColumns, image.Sections, section =>
                [section.Name, section.Address.ToString(), Sizes.Of(section.Size), section.Characteristics.ToString()]),
            .. BoundedTable.Remark(image.Sections.Failure),
            new Details(
                string.Create(CultureInfo.InvariantCulture, $"Exports: {image.Exports.Count}"),
                [BoundedTable.Of(s_exportColumns, image.Exports, Row), .. BoundedTable.Remark(image.Exports.Failure)]),
        ]);

    private static string[] Row(PeExport export) =>
        [export.Ordinal.ToString(CultureInfo.InvariantCulture), export.Name ?? "-", export.Address?.ToString() ?? $"-> {export.Forwarder}"];
}
