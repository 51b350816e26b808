using System.Globalization;
using KdmpParser;

namespace KdmpTool.ParserFlags;

/// <summary>Structures as the C++ tool prints them: a line for each field, with the names that it has for them.</summary>
internal sealed class StructureText(TextWriter output, ShownNumbers numbers)
{
    /// <summary>Where the C++ tool has another name than Windows' headers.</summary>
    private static readonly Dictionary<string, string> s_names = new()
    {
        ["DUMP_HEADER64"] = "HEADER64",
        ["PHYSICAL_MEMORY_DESCRIPTOR64"] = "PHYSMEM_DESC",
        ["PHYSICAL_MEMORY_RUN64"] = "PHYSMEM_RUN",
        ["EXCEPTION_RECORD64"] = "KDMP_PARSER_EXCEPTION_RECORD64",
        ["PfnDataBase"] = "PfnDatabase",
        ["BugCheckParameters"] = "BugCheckCodeParameters",
        ["PhysicalMemoryBlock"] = "u1.PhysicalMemoryBlockBuffer",
        ["ContextRecord"] = "u2.ContextRecordBuffer",
    };

    /// <summary>What it leaves out.</summary>
    private static readonly HashSet<string> s_leftOut = ["VersionUser", "Attributes", "BootId", "VectorRegister", "Marker"];

    /// <param name="structures">The header, and the one behind it.</param>
    public void WriteAll(IReadOnlyList<DumpStructure> structures)
    {
        DumpStructure header = structures[0];
        Write(header, indent: 2);
        var type = (DumpType)(uint)header["DumpType"].Value!.Value;
        foreach (DumpStructure behind in structures.Skip(1))
        {
            // A member of HEADER64 there, which begins at the margin all the same.
            Place(indent: 4, (int)behind.FileOffset, type switch
            {
                DumpType.Triage => "u3.TriageDump",
                DumpType.CompleteMemory => "u3.FullRdmpHeader",
                DumpType.KernelMemory or DumpType.KernelAndUserMemory => "u3.RdmpHeader",
                _ => "u3.BmpHeader",
            });
            output.Write('\n');
            Write(behind, indent: 0);
            if (behind.Name == "BMP_HEADER64")
            {
                Place(indent: 2, behind.Size, "Bitmap");
                output.Write('\n');
            }
        }
    }

    public void Write(DumpStructure structure, int indent)
    {
        output.Write($"{new string(' ', indent)}{NameOf(structure.Name)}\n");
        foreach (StructureField field in structure.Fields)
            Write(field, indent + 2);
    }

    private void Write(StructureField field, int indent)
    {
        if (s_leftOut.Contains(field.Name))
            return;
        if (field.Value is not null)
        {
            Number(field, indent, field.Offset, NameOf(field.Name));
        }
        else if (field.Name == "FltSave")
        {
            foreach (StructureField part in field.Structure!.Fields.SelectMany(part => part.Elements.IsEmpty ? [part] : part.Elements.AsEnumerable()))
                Number(part, indent, field.Offset + part.Offset, part.Name == "MxCsr" ? "MxCsr2" : part.Name);
        }
        else if (!field.Elements.IsEmpty && field.Elements[0].Value is not null && field.Name != "BugCheckParameters")
        {
            foreach (StructureField element in field.Elements)
                Number(element, indent, element.Offset, element.Name);
        }
        else
        {
            Place(indent, field.Offset, NameOf(field.Name));
            output.Write('\n');
            foreach (DumpStructure inside in field.Structure is { } one ? [one] : field.Elements.Select(element => element.Structure).OfType<DumpStructure>())
                Write(inside, indent);
        }
    }

    private void Number(StructureField field, int indent, int offset, string name)
    {
        Place(indent, offset, name);
        UInt128 value = numbers.Of(field);
        output.Write(name == "DumpType" ? $": {TypeName((DumpType)(uint)value)}.\n" : $": 0x{Hex(value, 2 * field.Size)}.\n");
    }

    private void Place(int indent, int offset, string name) => output.Write($"{new string(' ', indent)}+0x{Hex((UInt128)offset, 4)}: {name,-25}");

    private static string Hex(UInt128 value, int digits) => value.ToString("x" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string NameOf(string name) => s_names.GetValueOrDefault(name, name);

    private static string TypeName(DumpType type) => type switch
    {
        DumpType.Full => "FullDump",
        DumpType.Kernel => "KernelDump",
        DumpType.Triage => "MiniDump",
        DumpType.Bitmap => "BMPDump",
        DumpType.LiveKernelMemory => "LiveKernelBitmapDump",
        DumpType.KernelMemory => "KernelMemoryDump",
        DumpType.KernelAndUserMemory => "KernelAndUserMemoryDump",
        _ => "CompleteMemoryDump",
    };
}
