namespace KdmpParser.Tests;

// The chain that stands behind everything else.
internal sealed partial class DumpBytes
{
    /// <summary>'DumpBlob' and no entry yet, where the file ends now.</summary>
    public DumpBytes Blobs(uint headerSize = 0x10)
    {
        Text(Length, "DumpBlob").U32(Length, headerSize).U32(Length, 0xf0004a61);
        return Noise(Length, (int)headerSize - 0x10);
    }

    /// <summary>An entry where the file ends now: the tag as it stands in the file; padding and content are noise.</summary>
    public DumpBytes Blob(byte[] tag, uint size, uint prePad = 0, uint postPad = 0, uint headerSize = 0x20)
    {
        int at = Length;
        U32(at, headerSize);
        for (int i = 0; i < tag.Length; i++)
            U8(at + 4 + i, tag[i]);
        U32(at + 0x14, size).U32(at + 0x18, prePad).U32(at + 0x1c, postPad);
        return Noise(at + 0x20, (int)(headerSize - 0x20 + prePad + size + postPad));
    }
}
