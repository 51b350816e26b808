using System.Globalization;
using System.Text;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>What the number or the text of a structure's field means, in a few words, where that is known without looking further.</summary>
/// <param name="dump">Whose addresses have names; without one, none has.</param>
internal sealed class FieldMeanings(KernelDump? dump)
{
    /// <summary>Signatures are letters.</summary>
    private static readonly HashSet<string> s_signatures = ["Signature", "ValidDump"];

    private static readonly HashSet<string> s_counts = ["NumberProcessors", "NumberOfRuns", "NumberOfPages", "NumberOfRanges", "NumberParameters", "DriverCount", "DataBlocksCount", "Count", "Pages"];

    private static readonly HashSet<string> s_bytes = ["RequiredDumpSpace", "SizeOfDump", "SizeOfCallStack", "StringPoolSize", "DataPageSize", "DebuggerDataSize", "MetadataSize", "Size", "SizeOfImage"];

    private static readonly HashSet<string> s_pages = ["PageCount", "TotalPresentPages", "TotalNumberOfPages"];

    /// <summary>The meaning of a field; empty where there is none.</summary>
    /// <param name="structure">What the field is in: it has the bytes.</param>
    /// <param name="field">The field, or an element of one.</param>
    public string Of(DumpStructure structure, StructureField field) => field switch
    {
        { IsPageFill: true } => "not recorded",
        { Value: { } value } => Of(structure, field, value),
        { Structure: { } inside } => inside.Name,
        { Elements.IsEmpty: false } => "",
        _ => Text(structure, field),
    };

    private string Of(DumpStructure structure, StructureField field, UInt128 value)
    {
        string name = field.Name;
        uint number = unchecked((uint)value);
        return name switch
        {
            "DumpType" => Enum.IsDefined((DumpType)number) ? ((DumpType)number).ToString() : "",
            "MachineImageType" => Enum.IsDefined((MachineType)number) ? Machines.Name((MachineType)number) : "",
            "MajorVersion" => number switch { 0xf => "free build", 0xc => "checked build", _ => "" },
            "MinorVersion" => $"build {number}",
            "BugCheckCode" => new BugCheck(number, null, null, null, null).Name ?? "",
            "ExceptionCode" => NtStatus.Name(number) ?? "",
            "SystemTime" => Time(value),
            "SystemUpTime" => value <= long.MaxValue ? Times.Duration(TimeSpan.FromTicks((long)value))! : "",
            "ProductType" => number switch { 1 => "workstation", 2 => "domain controller", 3 => "server", _ => "" },
            "KdSecondaryVersion" => IsFillAround(structure, field) ? "not recorded" : "",
            "BasePage" => value <= ulong.MaxValue / PhysicalAddress.PageSize ? $"page frame, at {new PhysicalAddress((ulong)value * PhysicalAddress.PageSize)}" : "",
            "FirstPage" or "FirstPageOffset" => "file offset of the first page",
            "Offset" => "file offset",
            _ when s_signatures.Contains(name) => $"'{Letters(value, field.Size)}'",
            _ when s_counts.Contains(name) => Count(value),
            _ when s_bytes.Contains(name) && value <= ulong.MaxValue => Sizes.Of((ulong)value),
            _ when s_pages.Contains(name) && value <= long.MaxValue / PhysicalAddress.PageSize => $"{Count(value)} {(value == 1 ? "page" : "pages")}, {Sizes.Of((ulong)value * PhysicalAddress.PageSize)}",
            _ when structure.Name == "Bitmap" => Frames(field, number),
            _ when name.EndsWith("Offset", StringComparison.Ordinal) && field.Size == sizeof(uint) => value == 0 ? "none" : "file offset",
            _ when field.Size == sizeof(ulong) => AddressNames.Of(dump, (ulong)value) ?? "",
            _ => "",
        };
    }

    /// <summary>Whether a byte stands in the fill: alone it does not show it, with the three unused ones around it it does.</summary>
    private static bool IsFillAround(DumpStructure structure, StructureField field) =>
        field.Offset > 0 && field.Offset + 3 <= structure.Bytes.Length && structure.Bytes.AsSpan().Slice(field.Offset - 1, 4).SequenceEqual("PAGE"u8);

    /// <summary>Bit i of byte b is page frame 8*b+i.</summary>
    private static string Frames(StructureField field, uint bits)
    {
        IEnumerable<string> frames = Enumerable.Range(0, 8).Where(bit => (bits >> bit & 1) != 0).Select(bit => Hex.Of((ulong)(8 * field.Offset + bit)));
        return bits switch
        {
            0 => $"none of page frames {Hex.Of((ulong)(8 * field.Offset))} to {Hex.Of((ulong)(8 * field.Offset + 7))}",
            0xff => $"all of page frames {Hex.Of((ulong)(8 * field.Offset))} to {Hex.Of((ulong)(8 * field.Offset + 7))}",
            _ => $"page frames {string.Join(", ", frames)}",
        };
    }

    /// <summary>A buffer of characters: UTF-16 in the lists of a small dump, else one byte for each.</summary>
    private static string Text(DumpStructure structure, StructureField field)
    {
        if (structure.Bytes.Length - field.Size < field.Offset || field.Offset < 0)
            return "";
        ReadOnlySpan<byte> bytes = structure.Bytes.AsSpan().Slice(field.Offset, field.Size);
        string text = field.Name == "DriverName" ? Encoding.Unicode.GetString(bytes) : Encoding.Latin1.GetString(bytes);
        bool isFill = text.Length % 4 == 0 && text.Replace("PAGE", "", StringComparison.Ordinal).Length == 0;
        int end = text.IndexOf('\0', StringComparison.Ordinal);
        return isFill ? "not recorded" : $"'{(end < 0 ? text : text[..end])}'";
    }

    private static string Time(UInt128 value) =>
        value < (UInt128)(DateTimeOffset.MaxValue.Ticks - DateTimeOffset.FromFileTime(0).Ticks) ? Times.Utc(DateTimeOffset.FromFileTime((long)value))! : "";

    private static string Count(UInt128 value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Letters(UInt128 value, int size) =>
        string.Concat(Enumerable.Range(0, size).Select(i => (char)(byte)(value >> 8 * i)).Select(letter => letter is >= ' ' and <= '~' ? letter : '.'));
}
