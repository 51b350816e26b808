using System.Runtime.InteropServices;

namespace KdmpParser.Format;

/// <summary>The RDMP header at 0x2000 of types 8, 9 and 0xa; the range table follows at 0x2030.</summary>
[WindowsName("RDMP_HEADER64")]
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal struct RdmpHeader64
{
    public const int Size = 0x30;
    public const long FileOffset = DumpHeader64.Size;

    /// <summary>Where the metadata (which <see cref="MetadataSize"/> measures) begins; the table stands 0x10 bytes into it.</summary>
    public const long MetadataOffset = FileOffset + 0x20;
    public const long TableOffset = FileOffset + Size;

    public const uint MarkerValue = 0x40;
    public const uint SignatureValue = 0x504D4452; // 'RDMP'
    public const uint ValidDumpValue = 0x504D5544; // 'DUMP'

    [FieldOffset(0x00)] public uint Marker;
    [FieldOffset(0x04)] public uint Signature;
    [FieldOffset(0x08)] public uint ValidDump;
    [FieldOffset(0x10)] public ulong MetadataSize;
    [FieldOffset(0x18)] public ulong FirstPageOffset;

    /// <summary>Type 0xa only.</summary>
    [FieldOffset(0x20)] public uint NumberOfRanges;

    /// <summary>Type 0xa only.</summary>
    [FieldOffset(0x28)] public ulong TotalNumberOfPages;

    public readonly bool IsValid => Marker == MarkerValue && Signature == SignatureValue && ValidDump == ValidDumpValue;
}
