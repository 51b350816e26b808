namespace KdmpParser.Analysis.BugChecks;

/// <summary>
/// POOL_HEADER of 64-bit systems, by the public symbols of ntoskrnl. It stands before every block of pool that is smaller than a page; larger ones
/// begin on a page, and have none.
/// </summary>
internal static class PoolHeaderReader
{
    private const int Size = 0x10;

    /// <summary>The header before a block.</summary>
    public static FollowedStructure ReadBefore(KernelDump dump, VirtualAddress block) => block.Value % PhysicalAddress.PageSize == 0
        ? new("POOL_HEADER", block - Size)
        {
            Failure = KernelDataFailure.NotRecorded("a block that begins on a page has no header; its tag is in a table of large blocks", block),
        }
        : Read(dump, block - Size);

    public static FollowedStructure Read(KernelDump dump, VirtualAddress address)
    {
        if (!StructureBytes.TryRead(dump, address, "POOL_HEADER", Size, out StructureBytes? header, out FollowedStructure? missing))
            return missing;

        (byte previous, byte blocks, uint tag) = (header.U8(0x00), header.U8(0x02), header.U32(0x04));
        string? text = PoolNames.Tag(tag);
        bool isSensible = text is not null && blocks != 0;
        FollowedStructure structure = header.Accept(
            isSensible ? "its tag is four printable characters, and its block size is not zero"
                : "its tag is no text, or its block size is zero: the header is damaged, or this is none",
            text is null ? null : FormattableString.Invariant($"tag '{text}', {blocks * Size} bytes with the header"),
            [
                header.Fact("PreviousSize", 0x00, Bytes(previous)),
                header.Number("PoolIndex", 0x01, header.U8(0x01)),
                header.Fact("BlockSize", 0x02, Bytes(blocks)),
                header.Number("PoolType", 0x03, header.U8(0x03)),
                header.Number("PoolTag", 0x04, tag, text is null ? null : $"'{text}'"),
            ]);
        return structure with { Certainty = isSensible ? Certainty.Likely : Certainty.Possible };
    }

    /// <summary>Sizes are counted in units of the header.</summary>
    private static string Bytes(byte units) => FormattableString.Invariant($"0x{units:x}: {units * Size} bytes");
}
