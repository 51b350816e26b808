using System.Runtime.InteropServices;

namespace KdmpParser.Format;

/// <summary>DUMP_BLOB_FILE_HEADER: what the chain of secondary data begins with.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DumpBlobFileHeader
{
    public const int Size = 0x10;

    /// <summary>'Dump'.</summary>
    public uint Signature1;

    /// <summary>'Blob'.</summary>
    public uint Signature2;

    /// <summary>Bytes from the first signature to the first entry.</summary>
    public uint HeaderSize;

    /// <summary>0xf0000000 and the build that wrote it.</summary>
    public uint BuildNumber;
}
