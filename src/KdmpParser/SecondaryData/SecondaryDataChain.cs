using KdmpParser.Files;
using KdmpParser.Format;
using KdmpParser.Layouts;

namespace KdmpParser;

/// <summary>Walks the chain of secondary data, which stands behind everything else in a dump file.</summary>
internal static class SecondaryDataChain
{
    /// <summary>Whether a chain begins at a file offset.</summary>
    public static bool BeginsAt(DumpFile file, long offset)
    {
        Span<byte> signatures = stackalloc byte[8];
        return file.Read(offset, signatures) == signatures.Length && signatures.SequenceEqual("DumpBlob"u8);
    }

    /// <param name="file">The dump.</param>
    /// <param name="start">Where the chain begins if there is one; may lie past the end of the file.</param>
    /// <param name="limit">How many entries are taken.</param>
    public static SecondaryData Read(DumpFile file, long start, int limit)
    {
        var blobs = new List<SecondaryDataBlob>();
        KernelDumpException? problem = null;
        try
        {
            if (BeginsAt(file, start))
                Walk(file, start, limit, blobs);
        }
        catch (KernelDumpException e)
        {
            problem = e;
        }

        return new(blobs.AsReadOnly(), problem);
    }

    // Every size is a u32 and every offset at most the file's length, so the sums cannot overflow a long.
    private static void Walk(DumpFile file, long start, int limit, List<SecondaryDataBlob> blobs)
    {
        var header = file.ReadStructure<DumpBlobFileHeader>(start, "the header of the secondary data");
        if (header.HeaderSize < DumpBlobFileHeader.Size)
        {
            throw Opening.Corrupt(
                start + 8,
                $"the header of the secondary data claims {header.HeaderSize} bytes.",
                expected: FormattableString.Invariant($"at least {DumpBlobFileHeader.Size} bytes"),
                actual: FormattableString.Invariant($"{header.HeaderSize} bytes"));
        }

        long at = start + header.HeaderSize;
        for (long entries = 0; !IsEnd(file, at); entries++)
        {
            Opening.CheckLimit((ulong)entries + 1, limit, at, "entries of secondary data");
            at = ReadEntry(file, at, blobs);
        }
    }

    /// <summary>A size that is too small for an entry ends the chain, and so does the end of the file.</summary>
    private static bool IsEnd(DumpFile file, long at)
    {
        const string Entry = "an entry of the secondary data";
        if (at > file.Length)
            throw StructureReader.Missing(file, at, Entry);
        return at > file.Length - sizeof(uint) || file.ReadStructure<uint>(at, Entry) < DumpBlobHeader.Size;
    }

    /// <returns>Where the next entry begins.</returns>
    private static long ReadEntry(DumpFile file, long at, List<SecondaryDataBlob> blobs)
    {
        var entry = file.ReadStructure<DumpBlobHeader>(at, "an entry of the secondary data");
        long data = at + entry.HeaderSize + entry.PrePad;
        if (entry.DataSize > file.Length - data)
        {
            throw StructureReader.Missing(
                file, at, FormattableString.Invariant($"the secondary data tagged {entry.Tag}, with {entry.DataSize} bytes of content,"));
        }

        // An empty entry without a tag is a place that nobody filled; it stands within real chains.
        if (entry.Tag != Guid.Empty || entry.DataSize > 0)
            blobs.Add(new(entry.Tag, SecondaryDataNames.Find(entry.Tag), entry.DataSize, data));
        return data + entry.DataSize + entry.PostPad;
    }
}
