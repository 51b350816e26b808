using System.Runtime.InteropServices;

namespace KdmpParser.Format;

/// <summary>DUMP_BLOB_HEADER: an entry of the chain. Then come padding, the data, padding again, and the next entry.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DumpBlobHeader
{
    public const int Size = 0x20;

    /// <summary>Bytes of this header; less than <see cref="Size"/> ends the chain.</summary>
    public uint HeaderSize;

    /// <summary>In the mixed-endian order of Windows, which is that of <see cref="Guid"/> on little-endian machines.</summary>
    public Guid Tag;

    public uint DataSize;

    public uint PrePad;

    public uint PostPad;
}
