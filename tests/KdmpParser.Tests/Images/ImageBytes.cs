namespace KdmpParser.Tests;

/// <summary>A small image in its loaded layout, written by hand into virtual memory: headers, two sections, a CodeView record, three exports.</summary>
internal static class ImageBytes
{
    public const ulong Base = KernelBytes.Image;
    public const ulong Header = Base + 0xf8;
    public const ulong NumberOfSections = Header + 0x06;
    public const ulong Sections = Header + 0x18 + 0xf0;
    public const ulong DebugDirectory = Base + 0x1000;
    public const ulong Record = Base + 0x1100;
    public const ulong Exports = Base + 0x2000;
    public const ulong Functions = Base + 0x2100;
    public const ulong Names = Base + 0x2200;
    public const ulong Ordinals = Base + 0x2300;
    public const ulong Texts = Base + 0x2400;

    public static readonly Guid Guid = new("00112233-4455-6677-8899-aabbccddeeff");

    public static KernelBytes WithImage(this KernelBytes memory) => memory.WithHeaders().WithCodeView().WithExports();

    private static KernelBytes WithHeaders(this KernelBytes memory)
    {
        memory.Write(Base, new byte[0x1000]).PeStamp(Base, 0x12345678, 0xbeef);
        memory.U16(Header + 0x04, 0x8664).U16(NumberOfSections, 2).U16(Header + 0x14, 0xf0).U16(Header + 0x16, 0x22);

        // The optional header: magic, entry point, base, alignments, sizes, and 16 directories of which two are used.
        ulong optional = Header + 0x18;
        memory.U16(optional, 0x20b).U32(optional + 0x10, 0x1800).U64(optional + 0x18, Base).U32(optional + 0x20, 0x1000).U32(optional + 0x24, 0x200);
        memory.U32(optional + 0x38, 0x8000).U32(optional + 0x3c, 0x400).U16(optional + 0x44, 1).U32(optional + 0x6c, 16);
        memory.U32(optional + 0x70, 0x2000).U32(optional + 0x74, 0x800).U32(optional + 0x70 + 6 * 8, 0x1000).U32(optional + 0x74 + 6 * 8, 2 * 0x1c);
        memory.Ascii(Sections, ".text").U32(Sections + 0x08, 0xf34).U32(Sections + 0x0c, 0x1000).U32(Sections + 0x24, 0x60000020);
        return memory.Ascii(Sections + 40, "eightlet").U32(Sections + 48, 0x800).U32(Sections + 52, 0x2000).U32(Sections + 76, 0x40000040);
    }

    private static KernelBytes WithCodeView(this KernelBytes memory)
    {
        const string Path = @"d:\build\demo.pdb";
        memory.Write(DebugDirectory, new byte[2 * 0x1c]).U32(DebugDirectory + 0x0c, 0x0d);
        memory.U32(DebugDirectory + 0x1c + 0x0c, 2).U32(DebugDirectory + 0x1c + 0x10, (uint)(0x18 + Path.Length + 1)).U32(DebugDirectory + 0x1c + 0x14, 0x1100);
        return memory.Ascii(Record, "RSDS").Write(Record + 4, Guid.ToByteArray()).U32(Record + 0x14, 0x1a).Ascii(Record + 0x18, Path + "\0");
    }

    /// <summary>Ordinal 5 is DemoRead, 6 is empty, 7 has no name, 8 is DemoSend and forwarded.</summary>
    private static KernelBytes WithExports(this KernelBytes memory)
    {
        memory.U32(Exports + 0x10, 5).U32(Exports + 0x14, 4).U32(Exports + 0x18, 2);
        memory.U32(Exports + 0x1c, 0x2100).U32(Exports + 0x20, 0x2200).U32(Exports + 0x24, 0x2300);
        memory.U32(Functions, 0x1234).U32(Functions + 4, 0).U32(Functions + 8, 0x1240).U32(Functions + 12, 0x2480);
        memory.U32(Names, 0x2400).U32(Names + 4, 0x2440).U16(Ordinals, 0).U16(Ordinals + 2, 3);
        return memory.Ascii(Texts, "DemoRead\0").Ascii(Texts + 0x40, "DemoSend\0").Ascii(Texts + 0x80, "OTHER.Send\0");
    }
}
