using KdmpInteractive.Rendering;
using KdmpParser;
using KdmpParser.Analysis;

namespace KdmpInteractive.Views;

/// <summary>Headers of images that no listed module has, a row each.</summary>
internal static class HiddenImagesView
{
    public const string Remark =
        "Headers of images in executable memory of the kernel that no listed module has. Innocent: drivers of other sessions, and what is left of a driver that was unloaded. "
        + "An image whose header was erased is not found.";

    private static readonly string[] s_columns = ["Address#", "Size#", "Time stamp#", "Machine", "Remark"];

    /// <summary>The images of a dump.</summary>
    public static View Of(CapturedList<HiddenImage> images, OutputLimits? limits = null)
    {
        limits ??= OutputLimits.Default;
        return new("Images that are not in the list of modules", [new Paragraph(Remark), .. HuntedTable.Of(Table(images, limits), images)]) { Limits = limits };
    }

    /// <summary>Images in the order of somebody's list.</summary>
    public static View Of(IEnumerable<HiddenImage> images) => new("", Table(images, OutputLimits.Default));

    private static DataTable Table(IEnumerable<HiddenImage> images, OutputLimits limits) => BoundedTable.Of("Images", s_columns, images, Row, limits);

    private static string[] Row(HiddenImage image) =>
    [
        image.Address.ToString(),
        Sizes.Of(image.SizeOfImage),
        Hex.Of(image.TimeDateStamp),
        image.Machine.ToString(),
        image.UnloadedDriver is { } driver ? $"where {driver.Name ?? "(no name)"} was before it was unloaded" : "",
    ];
}
