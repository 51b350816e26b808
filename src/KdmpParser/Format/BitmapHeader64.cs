using System.Runtime.InteropServices;

namespace KdmpParser.Format;

/// <summary>The bitmap header at 0x2000 of types 5 and 6 (and of some dumps of type 2); the bitmap itself follows it.</summary>
[WindowsName("BMP_HEADER64")]
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal struct BitmapHeader64
{
    public const int Size = 0x38;
    public const long FileOffset = DumpHeader64.Size;
    public const long BitmapOffset = FileOffset + Size;

    public const uint SummarySignature = 0x504D4453; // 'SDMP'
    public const uint FullSignature = 0x504D4446; // 'FDMP'
    public const uint ValidDumpValue = 0x504D5544; // 'DUMP'

    [FieldOffset(0x00)] public uint Signature;
    [FieldOffset(0x04)] public uint ValidDump;

    /// <summary>File offset of the first page.</summary>
    [FieldOffset(0x20)] public ulong FirstPage;

    /// <summary>Bits that are set, as the writer counted them.</summary>
    [FieldOffset(0x28)] public ulong TotalPresentPages;

    /// <summary>Bits in the bitmap; not always a multiple of 8.</summary>
    [FieldOffset(0x30)] public ulong Pages;

    public readonly bool IsValid => Signature is SummarySignature or FullSignature && ValidDump == ValidDumpValue;
}
