using CsCheck;

namespace KdmpParser.Tests.Properties;

/// <summary>A dump of any type with physical memory, by hand: its pages in the order of the file, perhaps twice, perhaps cut short.</summary>
/// <param name="Type">The dump type.</param>
/// <param name="Ranges">As the file lists them: in any order, overlapping, empty; a range of page frame 0 ends the list of types 8, 9 and 0xa.</param>
/// <param name="Odd">For a bitmap, bits of no meaning behind the last frame; for type 0xa, how many pages fewer its count says.</param>
/// <param name="Cut">Bytes that are missing at the end of the file.</param>
internal sealed record ListedPages(uint Type, (ulong Frame, ulong Count)[] Ranges, int Odd, int Cut)
{
    private static readonly Gen<(ulong, ulong)> s_near = Gen.Select(Gen.ULong[0, 40], Gen.ULong[0, 6], (frame, count) => (frame, count));

    // Around 4 GiB, and up to the last page of 52 bits.
    private static readonly Gen<(ulong, ulong)> s_far = Gen.Select(
        Gen.OneOf(0xf_fffcUL, 0xff_ffff_fff0UL), Gen.ULong[0, 9], Gen.ULong[0, 6], (start, frame, count) => (start + frame, count));

    // Over several words of a bitmap, which is looked up by blocks of 512 bits.
    private static readonly Gen<(ulong, ulong)> s_wide = Gen.Select(Gen.ULong[0, 1500], Gen.ULong[0, 150], (frame, count) => (frame, count));

    private static readonly Gen<uint> s_type = Gen.OneOf(1u, 2u, 5u, 6u, 8u, 9u, 0xau);

    /// <summary>Whole files.</summary>
    public static readonly Gen<ListedPages> Whole = Of(Gen.Const(0));

    /// <summary>Half of them cut within their pages.</summary>
    public static readonly Gen<ListedPages> PerhapsCut = Of(Gen.OneOf(Gen.Const(0), Gen.Int[0, 0x8000]));

    /// <summary>Addresses in and around what is listed, and anywhere.</summary>
    public static readonly Gen<ulong> Address = Gen.Frequency(
        (12, Gen.ULong[0, 50 * 0x1000]),
        (2, Gen.Select(Gen.ULong[0, 50], Gen.ULong[0, 16], (frame, back) => (frame + 1) * 0x1000 - back)),
        (2, Gen.ULong[0, 1700 * 0x1000]),
        (3, Gen.Select(Gen.OneOf(0xf_fff8UL, 0xff_ffff_ffecUL), Gen.ULong[0, 24 * 0x1000], (start, offset) => start * 0x1000 + offset)),
        (1, Gen.ULong[ulong.MaxValue - 0x3000, ulong.MaxValue]),
        (1, Gen.ULong));

    /// <summary>Nothing, a few bytes, many pages.</summary>
    public static readonly Gen<int> Length = Gen.Frequency((1, Gen.Const(0)), (4, Gen.Int[1, 32]), (4, Gen.Int[1, 0x5000]), (1, Gen.Int[1, 0x4_0000]));

    /// <summary>File offset of the first page.</summary>
    public int FirstPage => IsBitmap ? 0x3000 : Type == 1 ? 0x2000 : 0x2030 + 16 * Ranges.Length;

    private bool IsBitmap => Type is 2 or 5 or 6;

    public byte[] ToFile()
    {
        DumpBytes bytes = IsBitmap ? Bitmap() : Type == 1 ? DumpBytes.Full(Ranges) : DumpBytes.Ranges(Type, Ranges);
        if (Type == 0xa)
            bytes.U64(0x2028, (ulong)Math.Max(0, Ranges.Sum(range => (long)range.Count) - Odd));

        // What is behind the pages of a whole file is none of them, whatever a bit past the last frame says.
        return Cut == 0 ? bytes.Noise(bytes.Length, 0x8000).ToArray() : bytes.CutTo(bytes.Length - Math.Min(Cut, bytes.Length - FirstPage)).ToArray();
    }

    public static KernelDump Open(byte[] file, KernelDumpLimits? limits = null) => OpenedBytes.Open(file, limits);

    public override string ToString() =>
        $"type {Type}, odd {Odd}, cut {Cut}, {string.Join(' ', Ranges.Select(range => $"{range.Frame:x}+{range.Count}"))}";

    private static Gen<ListedPages> Of(Gen<int> cut) => s_type.SelectMany(type =>
    {
        Gen<(ulong, ulong)> range = type is 2 or 5 or 6 ? Gen.Frequency((9, s_near), (1, s_wide)) : Gen.Frequency((5, s_near), (1, s_far));
        return Gen.Select(range.Array[0, 9], Gen.Int[0, 9], cut, (ranges, odd, missing) => new ListedPages(type, ranges, odd, missing));
    });

    private DumpBytes Bitmap()
    {
        int[] frames = [.. Ranges.SelectMany(range => Enumerable.Range((int)range.Frame, (int)range.Count)).Distinct()];
        int bits = frames.Append(0).Max() + 1 + Odd;
        DumpBytes bytes = DumpBytes.Bitmap(Type, bits, frames);
        int last = 0x2038 + (bits - 1) / 8;
        return bits % 8 == 0 ? bytes : bytes.U8(last, (byte)(bytes.At(last, 1)[0] | 0xff << bits % 8));
    }

}
