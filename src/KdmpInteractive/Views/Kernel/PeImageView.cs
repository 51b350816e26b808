using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>What the headers and tables of an image say.</summary>
internal static class PeImageView
{
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
            .. BoundedTable.WithRemark(PeSectionsView.Table(image.Sections, limits), image.Sections.Failure),
            new Details(
                string.Create(CultureInfo.InvariantCulture, $"{image.Exports.Count:N0} exports"),
                [.. BoundedTable.WithRemark(PeExportsView.Table(image.Exports, limits), image.Exports.Failure)]),
        ])
    {
        Limits = limits,
    };
}
