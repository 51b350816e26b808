namespace KdmpParser.Tests.Corrupt;

/// <summary>Dumps that end where a structure begins, or within it.</summary>
internal static class TruncationCases
{
    private static readonly (string Name, DumpBytes Bytes, (int Length, long Named)[] Cuts)[] s_layouts =
    [
        ("Full", DumpBytes.Full((1, 2)), [(8, 0), (0x88, 0), (0x348, 0), (0xf98, 0), (0x1fff, 0), (0x2000, 0x2000), (0x3fff, 0x2000)]),

        // The header, 13 bytes of bitmap, two pages at 0x3000.
        .. from type in (uint[])[2, 5, 6] select (
            $"Bitmap{type}", DumpBytes.Bitmap(type, 100, [1, 99]),
            ((int, long)[])[(0x1fff, 0), (0x2000, 0x2000), (0x2037, 0x2000), (0x2038, 0x2038), (0x2038 + 12, 0x2038), (0x2fff, 0x2fff), (0x3000, 0x3000), (0x4fff, 0x3000)]),

        // The header, a table of two ranges, two pages at 0x2050.
        .. from type in (uint[])[8, 9, 0xa] select (
            $"Ranges{type}", DumpBytes.Ranges(type, (1, 1), (9, 1)),
            ((int, long)[])[(0x1fff, 0), (0x2000, 0x2000), (0x202f, 0x2000), (0x2030, 0x2030), (0x204f, 0x2030), (0x2050, 0x2050), (0x404f, 0x2050)]),

        // TRIAGE_DUMP64, the list of blocks at 0x2100, the stack at 0x3000, a block at 0x5000, the end mark at 0x6000.
        ("Triage", DumpBytes.Triage(DumpBytes.SmallStack, (0xfffff804_00000000, 0x5000, 8)),
            [(0x1fff, 0), (0x2000, 0x2000), (0x207f, 0x2000), (0x2080, 0x6004), (0x2104, 0x6004), (0x3000, 0x6004), (0x5004, 0x6004), (0x6000, 0x6004), (0x6003, 0x6004)]),
    ];

    public static readonly CorruptDump[] All =
    [
        .. from layout in s_layouts
           from cut in layout.Cuts
           select new CorruptDump(FormattableString.Invariant($"{layout.Name}EndsAt{cut.Length:x}"), layout.Bytes.ToArray()[..cut.Length])
           {
               Refused = new(KernelDumpError.Truncated, cut.Named),
           },
    ];
}
