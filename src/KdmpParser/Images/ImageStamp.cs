namespace KdmpParser.Images;

/// <summary>The two numbers of a PE header that tell versions of a file apart, without reading the rest of it.</summary>
/// <param name="TimeDateStamp">Zero is none.</param>
/// <param name="CheckSum">Zero is none.</param>
internal readonly record struct ImageStamp(uint TimeDateStamp, uint CheckSum)
{
    private const ushort DosSignature = 0x5a4d; // 'MZ'
    private const uint PeSignature = 0x4550; // 'PE', 0, 0

    /// <summary>Offsets of winnt.h: e_lfanew of IMAGE_DOS_HEADER; TimeDateStamp and CheckSum from the PE signature on, alike in 32 and 64 bits.</summary>
    private const uint NewHeader = 0x3c;
    private const uint TimeDateStampOffset = 0x8;
    private const uint CheckSumOffset = 0x58;

    /// <returns><see langword="null"/> where the header cannot be read or there is none.</returns>
    public static ImageStamp? Read(VirtualAddressSpace memory, VirtualAddress image)
    {
        if (!memory.TryRead(image, out ushort dos) || dos != DosSignature || !memory.TryRead(image + NewHeader, out uint offset))
            return null;
        VirtualAddress header = image + offset;
        return memory.TryRead(header, out uint signature) && signature == PeSignature
            && memory.TryRead(header + TimeDateStampOffset, out uint timeDateStamp)
            && memory.TryRead(header + CheckSumOffset, out uint checkSum)
            ? new(timeDateStamp, checkSum)
            : null;
    }
}
