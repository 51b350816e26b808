using System.Runtime.InteropServices;

namespace KdmpParser.Format;

/// <summary>IMAGE_EXPORT_DIRECTORY (winnt.h); addresses are relative to the image.</summary>
[StructLayout(LayoutKind.Explicit, Size = 0x28)]
internal struct ImageExportDirectory
{
    /// <summary>Ordinal of the first function.</summary>
    [FieldOffset(0x10)] public uint Base;
    [FieldOffset(0x14)] public uint NumberOfFunctions;
    [FieldOffset(0x18)] public uint NumberOfNames;
    [FieldOffset(0x1c)] public uint AddressOfFunctions;
    [FieldOffset(0x20)] public uint AddressOfNames;
    [FieldOffset(0x24)] public uint AddressOfNameOrdinals;
}

/// <summary>IMAGE_DEBUG_DIRECTORY (winnt.h).</summary>
[StructLayout(LayoutKind.Explicit, Size = 0x1c)]
internal struct ImageDebugDirectory
{
    public const uint CodeView = 2; // IMAGE_DEBUG_TYPE_CODEVIEW

    [FieldOffset(0x0c)] public uint Type;
    [FieldOffset(0x10)] public uint SizeOfData;
    [FieldOffset(0x14)] public uint AddressOfRawData;
}

/// <summary>The CodeView record of PDB 7.0; the path follows, UTF-8 and terminated.</summary>
[StructLayout(LayoutKind.Explicit, Size = 0x18)]
internal struct CodeViewRsds
{
    public const uint SignatureValue = 0x53445352; // 'RSDS'

    [FieldOffset(0x00)] public uint Signature;
    [FieldOffset(0x04)] public Guid Guid;
    [FieldOffset(0x14)] public uint Age;
}
