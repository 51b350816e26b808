using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Page-table entries, a row each.</summary>
internal static class PageTableStepsView
{
    private static readonly string[] s_columns = ["Level", "Index#", "Entry at#", "Value#", "Page frame#", "Flags", "In words"];

    public static View Of(IEnumerable<PageTableStep> steps) => new("", BoundedTable.Of("Page-table entries", s_columns, steps, step => Row(step), OutputLimits.Default));

    /// <summary>The entries of a walk; the prototype PTE, which has no index, comes last.</summary>
    public static DataTable Table(Translation translation) => new(
        s_columns,
        [.. translation.Walk.Select(step => Row(step)), .. translation.PrototypePte is { } prototype ? [Row(prototype, isPrototype: true)] : (string[][])[]],
        caption: "Entries of the walk");

    private static string[] Row(PageTableStep step, bool isPrototype = false) =>
    [
        isPrototype ? "prototype" : step.Level.Name(),
        isPrototype ? "-" : string.Create(CultureInfo.InvariantCulture, $"{step.Address.Value % PhysicalAddress.PageSize / sizeof(ulong):x3}"),
        step.Address.ToString(),
        Hex.Padded(step.Entry.Value),
        step.Target is { } target ? Hex.Of(target.PageFrameNumber) : "-",
        PageTableBits.Letters(step),
        PageTableBits.Words(step),
    ];
}
