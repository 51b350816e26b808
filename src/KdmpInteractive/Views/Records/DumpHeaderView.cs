using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Every field of the header, in the order of the file, under Windows' own names.</summary>
internal static class DumpHeaderView
{
    public static View Of(DumpHeader header) => new("DUMP_HEADER64", new FieldList(
        ("MajorVersion", Number(header.MajorVersion)),
        ("MinorVersion (build)", Number(header.Build)),
        ("DirectoryTableBase", Hex.Recorded(header.DirectoryTableBase)),
        ("PfnDataBase", header.PfnDatabase?.ToString()),
        ("PsLoadedModuleList", header.PsLoadedModuleList?.ToString()),
        ("PsActiveProcessHead", header.PsActiveProcessHead?.ToString()),
        ("MachineImageType", $"{Hex.Of((uint)header.Machine)} {Machines.Name(header.Machine)}"),
        ("NumberProcessors", Number(header.ProcessorCount)),
        ("BugCheckCode", header.BugCheck?.ToString()),
        ("BugCheckParameters", header.BugCheck is { } bugCheck ? Hex.Row(bugCheck.Parameters.AsSpan()) : null),
        ("VersionUser", header.VersionUser),
        ("KdDebuggerDataBlock", header.KdDebuggerDataBlock?.ToString()),
        ("PhysicalMemoryBlock", header.PhysicalMemoryBlock is { } block ? Sizes.Pages(block.Sum(run => run.PageCount), block.Length) : null),
        ("DumpType", $"{(int)header.Type} {header.Type}"),
        ("RequiredDumpSpace", Hex.Recorded(header.RequiredDumpSpace)),
        ("SystemTime", Times.Utc(header.SystemTime)),
        ("Comment", header.Comment),
        ("SystemUpTime", Times.Duration(header.SystemUpTime)),
        ("MiniDumpFields", Bits(header.MiniDumpFields)),
        ("SecondaryDataState", Bits(header.SecondaryDataState)),
        ("ProductType", header.ProductType switch
        {
            1 => "1 workstation",
            2 => "2 domain controller",
            3 => "3 server",
            var other => Number(other),
        }),
        ("SuiteMask", Bits(header.SuiteMask)),
        ("WriterStatus", Bits(header.WriterStatus)),
        ("KdSecondaryVersion", Number(header.KdSecondaryVersion)),
        ("Attributes", Bits(header.Attributes)),
        ("BootId", Number(header.BootId))));

    private static string? Number(uint? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? Bits(uint? value) => value is { } bits ? Hex.Of(bits) : null;
}
