using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>A structure as it stands in the file: a row for each number. Structures inside it follow, folded away.</summary>
internal static class DumpStructureView
{
    private static readonly string[] s_columns = ["Offset#", "Bytes#", "Field", "Number"];

    public static View Of(DumpStructure structure) => new(Title(structure), [.. Blocks(structure)]);

    private static string Title(DumpStructure structure) => $"{structure.Name} at {Hex.Of((UInt128)structure.FileOffset)} of the file";

    private static IEnumerable<Block> Blocks(DumpStructure structure)
    {
        yield return new DataTable(s_columns, [.. structure.Fields.SelectMany(Items).Select(Row)]);
        foreach (StructureField field in structure.Fields)
        {
            if (field.Structure is { } inside)
                yield return new Details(Title(inside), [.. Blocks(inside)]);
            else if (IsOfStructures(field))
                yield return new Details($"{field.Name} ({field.Elements[0].Structure!.Name})", Table(field));
        }
    }

    private static IEnumerable<StructureField> Items(StructureField field) => field.Elements.IsEmpty || IsOfStructures(field) ? [field] : field.Elements;

    private static bool IsOfStructures(StructureField field) => field.Elements is [{ Structure: not null }, ..];

    private static string[] Row(StructureField field) => [Hex.Of((UInt128)field.Offset), Hex.Of((UInt128)field.Size), field.Name, Content(field)];

    private static string Content(StructureField field) => field switch
    {
        { Value: { } number, IsPageFill: true } => $"{Hex.Of(number)} (not recorded)",
        { Value: { } number } => Hex.Of(number),
        { Structure: { } inside } => inside.Name,
        _ => "",
    };

    /// <summary>An array of structures: a row for each of them.</summary>
    private static DataTable Table(StructureField field)
    {
        IEnumerable<DumpStructure> structures = field.Elements.Select(element => element.Structure!);
        string[] columns = [.. structures.First().Fields.Select(part => part.Name + "#")];
        return new(["Element", .. columns], [.. structures.Zip(field.Elements, (inside, element) => (string[])[element.Name, .. inside.Fields.Select(Content)])]);
    }
}
