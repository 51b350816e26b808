namespace KdmpParser.Analysis.Symbols;

/// <summary>
/// Turns section and offset into an address relative to the image. Of an image that was rearranged after the link, symbols speak of the original one: a
/// table (OMAP) says where each part of it went.
/// </summary>
internal sealed class SectionMap
{
    /// <summary>IMAGE_SECTION_HEADER of winnt.h, and where VirtualAddress is in it.</summary>
    private const int HeaderSize = 40, VirtualAddress = 12;

    /// <summary>An entry of OMAP: an address of the original image, and the one of this image, zero for what was dropped.</summary>
    private const int OmapSize = 8;

    private readonly uint[] _sections;
    private readonly uint[] _from, _to;

    private SectionMap(uint[] sections, uint[] from, uint[] to) => (_sections, _from, _to) = (sections, from, to);

    public static SectionMap Read(MsfFile file, DbiHeader dbi)
    {
        int? omap = dbi.DebugStream(DebugStreamKind.OmapFromSource);
        int headers = (omap is null ? null : dbi.DebugStream(DebugStreamKind.OriginalSectionHeaders)) ?? dbi.DebugStream(DebugStreamKind.SectionHeaders)
            ?? throw SymbolFileException.Corrupt("it does not say where the sections are");
        PdbStream sections = file.Read(headers, "the section headers");
        PdbStream moved = omap is { } number ? file.Read(number, "the OMAP") : new("the OMAP", default);
        return new(
            Column(sections, HeaderSize, VirtualAddress), Column(moved, OmapSize, 0), Column(moved, OmapSize, sizeof(uint)));
    }

    /// <param name="section">From 1 on; others are of no section.</param>
    /// <param name="offset">In the section.</param>
    /// <returns><see langword="null"/> where the image has no such place.</returns>
    public uint? Address(ushort section, uint offset)
    {
        if (section == 0 || section > _sections.Length || offset > uint.MaxValue - _sections[section - 1])
            return null;
        uint address = _sections[section - 1] + offset;
        if (_from.Length == 0)
            return address;
        int place = Array.BinarySearch(_from, address);
        place = place >= 0 ? place : ~place - 1;
        return place < 0 || _to[place] == 0 || address - _from[place] > uint.MaxValue - _to[place] ? null : _to[place] + (address - _from[place]);
    }

    private static uint[] Column(PdbStream table, int rowSize, int offset)
    {
        var values = new uint[table.Length / rowSize];
        for (int i = 0; i < values.Length; i++)
            values[i] = table.U32(i * rowSize + offset);
        return values;
    }
}
