using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Sections of an image, a row each.</summary>
internal static class PeSectionsView
{
    private static readonly string[] s_columns = ["Section", "Start#", "Size#", "Characteristics"];

    public static View Of(IEnumerable<PeSection> sections) => new("", Table(sections, OutputLimits.Default));

    public static DataTable Table(IEnumerable<PeSection> sections, OutputLimits limits) => BoundedTable.Of("Sections", s_columns, sections, Row, limits);

    private static string[] Row(PeSection section) =>
        [section.Name, section.Address.ToString(), Sizes.Of(section.Size), section.Characteristics.ToString()];
}
