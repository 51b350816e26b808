using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>
/// A structure as it stands in the file: its bytes with the fields over them, and a row for each number. Structures inside it follow, folded away.
/// </summary>
/// <param name="dump">Whose addresses have names; without one, none has.</param>
internal sealed class DumpStructureView(KernelDump? dump)
{
    private static readonly string[] s_columns = ["Offset#", "Bytes#", "Field", "Number", "Meaning"];

    private readonly FieldMeanings _meanings = new(dump);

    public static View Of(DumpStructure structure) => Of(structure, dump: null, OutputLimits.Default);

    /// <param name="structure">What is shown.</param>
    /// <param name="dump">Whose it is.</param>
    /// <param name="limits">How much of it is shown.</param>
    public static View Of(DumpStructure structure, KernelDump? dump, OutputLimits limits) =>
        new(Title(structure), [.. new DumpStructureView(dump).Blocks(structure)]) { Limits = limits };

    private static string Title(DumpStructure structure) => $"{structure.Name} at {Hex.Of((UInt128)structure.FileOffset)} of the file";

    private IEnumerable<Block> Blocks(DumpStructure structure)
    {
        if (!structure.Bytes.IsDefaultOrEmpty)
            yield return new FieldDump(structure.FileOffset, structure.Bytes.AsMemory(), [.. Spans(structure)]);
        yield return new DataTable(s_columns, [.. structure.Fields.SelectMany(Items).Select(field => Row(structure, field))]);
        foreach (StructureField field in structure.Fields)
        {
            if (field.Structure is { } inside)
                yield return new Details(Title(inside), [.. Blocks(inside)]);
            else if (IsOfStructures(field))
                yield return new Details($"{field.Name} ({field.Elements[0].Structure!.Name})", Table(field));
        }
    }

    /// <summary>Each number of it as bytes, also those of the structures in an array. A structure that is shown by itself is one piece.</summary>
    private IEnumerable<FieldSpan> Spans(DumpStructure structure)
    {
        // Where somebody made a structure by hand, its fields need not lie in its bytes, or may lie over each other.
        int end = 0;
        foreach (FieldSpan span in structure.Fields.SelectMany(field => Spans(structure, field)).OrderBy(span => span.Offset))
        {
            if (span.Offset < end || span.Size <= 0 || span.Size > structure.Bytes.Length - span.Offset)
                continue;
            end = span.End;
            yield return span;
        }
    }

    private IEnumerable<FieldSpan> Spans(DumpStructure structure, StructureField field)
    {
        if (IsOfStructures(field))
        {
            return field.Elements.SelectMany(element => element.Structure!.Fields.Select(
                part => new FieldSpan(element.Offset + part.Offset, part.Size, $"{element.Name}.{part.Name}", Content(element.Structure, part))));
        }

        return Items(field).Select(item => new FieldSpan(item.Offset, item.Size, item.Name, Content(structure, item), item.Structure is { } inside ? $"{inside.Name} below" : null));
    }

    private static IEnumerable<StructureField> Items(StructureField field) => field.Elements.IsEmpty || IsOfStructures(field) ? [field] : field.Elements;

    private static bool IsOfStructures(StructureField field) => field.Elements is [{ Structure: not null }, ..];

    private string[] Row(DumpStructure structure, StructureField field) =>
        [Hex.Of((UInt128)field.Offset), Hex.Of((UInt128)field.Size), field.Name, Hex.Recorded(field.Value) ?? "", _meanings.Of(structure, field)];

    /// <summary>Number and meaning in one.</summary>
    private string Content(DumpStructure structure, StructureField field) => (Hex.Recorded(field.Value), _meanings.Of(structure, field)) switch
    {
        ({ } number, "") => number,
        ({ } number, var meaning) => $"{number} ({meaning})",
        (null, var meaning) => meaning,
    };

    /// <summary>An array of structures: a row for each of them.</summary>
    private DataTable Table(StructureField field)
    {
        IEnumerable<DumpStructure> structures = field.Elements.Select(element => element.Structure!);
        string[] columns = [.. structures.First().Fields.Select(part => part.Name + "#")];
        return new(["Element", .. columns], [.. structures.Zip(field.Elements, (inside, element) => (string[])[element.Name, .. inside.Fields.Select(part => Content(inside, part))])]);
    }
}
