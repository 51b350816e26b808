using System.Buffers.Binary;
using KdmpParser.Files;

namespace KdmpParser.Format;

/// <summary>Says what a file is when it is not a 64-bit kernel dump.</summary>
internal static class FileIdentity
{
    private const string Needed = "what is needed is a 64-bit kernel dump, which begins with 'PAGEDU64'";

    /// <summary>Files that people pass instead of a dump, by their first bytes.</summary>
    private static readonly (byte[] Magic, KernelDumpError Error, string What)[] s_known =
    [
        ("PAGEDUMP"u8.ToArray(), KernelDumpError.ThirtyTwoBitDump, "a 32-bit kernel dump ('PAGEDUMP')"),
        ("MDMP"u8.ToArray(), KernelDumpError.UserModeMinidump, "a user-mode minidump ('MDMP') of one process"),
        ("\u007fELF"u8.ToArray(), KernelDumpError.NotADump, "an ELF file, such as a Linux program or core dump"),
        ("MZ"u8.ToArray(), KernelDumpError.NotADump, "a Windows program or driver ('MZ')"),
        ("PK\u0003\u0004"u8.ToArray(), KernelDumpError.NotADump, "a ZIP archive, to be unpacked first"),
        ([0x1f, 0x8b], KernelDumpError.NotADump, "a gzip file, to be unpacked first"),
        ([0x28, 0xb5, 0x2f, 0xfd], KernelDumpError.NotADump, "a Zstandard file, to be unpacked first"),
        ([(byte)'7', (byte)'z', 0xbc, 0xaf], KernelDumpError.NotADump, "a 7z archive, to be unpacked first"),
        ("MSCF"u8.ToArray(), KernelDumpError.NotADump, "a cabinet file, to be unpacked first"),
        ("hibr"u8.ToArray(), KernelDumpError.NotADump, "a hibernation file"),
        ("HIBR"u8.ToArray(), KernelDumpError.NotADump, "a hibernation file"),
        ("EMiL"u8.ToArray(), KernelDumpError.NotADump, "a LiME memory image"),
    ];

    /// <exception cref="KernelDumpException">The file is something else.</exception>
    public static void Check(DumpFile file)
    {
        Span<byte> start = stackalloc byte[PhysicalAddress.PageSize];
        start = start[..file.Read(0, start)];
        if (start.IsEmpty)
            throw StructureReader.Missing(file, 0, "the dump header");

        if (start.Length >= 8
            && BinaryPrimitives.ReadUInt32LittleEndian(start) == DumpHeader64.SignatureValue
            && BinaryPrimitives.ReadUInt32LittleEndian(start[4..]) == DumpHeader64.ValidDumpValue)
            return;

        string first = Convert.ToHexString(start[..Math.Min(8, start.Length)]).ToLowerInvariant();
        (KernelDumpError error, string sentence) = Identify(start, first);
        throw new KernelDumpException(error, $"{sentence}; {Needed}.", 0) { Expected = "'PAGEDU64'", Actual = $"the bytes {first}" };
    }

    private static (KernelDumpError Error, string Sentence) Identify(ReadOnlySpan<byte> start, string first)
    {
        foreach ((byte[] magic, KernelDumpError error, string what) in s_known)
        {
            if (start.StartsWith(magic))
                return (error, $"The file is {what}");
        }

        if (!start.ContainsAnyExcept((byte)0))
            return (KernelDumpError.AllZeros, $"The file begins with {start.Length} zero bytes, as an unfinished copy does");
        return (KernelDumpError.NotADump, start.Length < 8
            ? $"The file has only {start.Length} bytes and is no dump"
            : $"The file begins with the bytes {first} and is no kernel dump");
    }
}
