using KdmpInteractive.Rendering;
using KdmpParser;
using KdmpParser.Analysis;

namespace KdmpInteractive.Views;

/// <summary>A structure that a pointer led to, and those behind it: a table of fields each, or the reason why there is none.</summary>
internal static class FollowedStructureView
{
    private static readonly string[] s_columns = ["Field", "Value", "At#"];

    public static View Of(FollowedStructure structure) => new("", [.. Tables([structure])]);

    public static View OfFacts(IEnumerable<StructureFact> facts) => new("", BoundedTable.Of("Fields", s_columns, facts, Row, OutputLimits.Default));

    /// <summary>Each structure, then what its pointers lead to; what several lead to is shown once.</summary>
    public static IEnumerable<Block> Tables(IEnumerable<FollowedStructure?> structures)
    {
        var shown = new HashSet<(string, VirtualAddress)>();
        return structures.OfType<FollowedStructure>().SelectMany(structure => Tables(structure, shown));
    }

    private static IEnumerable<Block> Tables(FollowedStructure structure, HashSet<(string, VirtualAddress)> shown)
    {
        if (!shown.Add((structure.Name, structure.Address)))
            yield break;
        string what = $"{structure.Name} at {structure.Address}";
        if (structure.Failure is { } failure)
            yield return new Paragraph($"{(failure.Memory is null ? what : structure.Name)}: {failure}.");
        else if (!structure.Facts.IsEmpty)
            yield return new DataTable(s_columns, [.. structure.Facts.Select(Row)], caption: $"{what} ({structure.Check})");
        foreach (Block block in structure.Linked.SelectMany(linked => Tables(linked, shown)))
            yield return block;
    }

    private static string[] Row(StructureFact fact) => [fact.Name, fact.Value, fact.Address.ToString()];
}
