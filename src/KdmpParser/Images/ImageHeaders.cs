using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Reflection.PortableExecutable;

namespace KdmpParser.Images;

/// <summary>
/// The headers of an image, decoded by System.Reflection.PortableExecutable from a copy of them. The copy is prepared so that what a
/// dump often lacks does not cost the rest: that decoder takes all or nothing.
/// </summary>
/// <param name="Coff">The file header.</param>
/// <param name="Optional">The optional header, which every image has.</param>
/// <param name="Sections">The sections whose headers could be read.</param>
internal sealed record ImageHeaders(CoffHeader Coff, PEHeader Optional, CapturedList<PeSection> Sections)
{
    /// <summary>Bytes that are looked at: real headers take one page, and the section headers that the limit allows end before this.</summary>
    private const int MaximumSize = 0x4000;

    /// <summary>e_lfanew of IMAGE_DOS_HEADER (winnt.h).</summary>
    private const int NewHeader = 0x3c;

    // Offsets of winnt.h, from the PE signature on.
    private const int NumberOfSections = 0x06;
    private const int SizeOfOptionalHeader = 0x14;
    private const int OptionalHeader = 0x18;

    private const int SectionHeaderSize = 40;
    private const ushort Pe32Plus = 0x20b;
    private const int DirectoryCount = 16;
    private const int DirectorySize = 8;
    private const int CliDirectory = 14;

    public static bool TryRead(
        VirtualAddressSpace memory, VirtualAddress imageBase, [NotNullWhen(true)] out ImageHeaders? headers, [NotNullWhen(false)] out KernelDataFailure? failure)
    {
        headers = null;
        var copy = new byte[MaximumSize];
        ReadResult read = memory.Read(imageBase, copy);
        if (!read.IsComplete)
            copy = copy[..read.BytesRead];
        KernelDataFailure? unreadable = read.Failure is { } stopped ? KernelDataFailure.Unreadable("the image's headers", stopped) : null;
        failure = Prepare(copy, imageBase, memory.Limits, unreadable, out KernelDataFailure? sections);
        if (failure is not null)
            return false;

        try
        {
            var decoded = new PEHeaders(new MemoryStream(copy, writable: false), copy.Length, isLoadedImage: true);
            if (decoded.PEHeader is { } optional)
            {
                PeSection[] listed = [.. decoded.SectionHeaders.Select(section => Decode(section, imageBase))];
                headers = new(decoded.CoffHeader, optional, new(listed, sections));
                failure = null;
                return true;
            }
        }
        catch (BadImageFormatException)
        {
            // Said below: the decoder's own sentences are about files.
        }

        failure = KernelDataFailure.CheckFailed("the PE headers of the image contradict themselves", imageBase);
        return false;
    }

    /// <summary>Checks the copy and takes out of it what would make the decoder refuse all of it.</summary>
    /// <returns>Why these are no headers, or not enough of them.</returns>
    private static KernelDataFailure? Prepare(
        Span<byte> copy, VirtualAddress imageBase, KernelDumpLimits limits, KernelDataFailure? unreadable, out KernelDataFailure? sections)
    {
        sections = null;
        var none = KernelDataFailure.CheckFailed("there are no PE headers of an image", imageBase);
        if (copy.Length >= 2 && !copy.StartsWith("MZ"u8))
            return none;
        if (copy.Length < NewHeader + sizeof(uint))
            return unreadable;
        uint offset = BinaryPrimitives.ReadUInt32LittleEndian(copy[NewHeader..]);
        if (offset > MaximumSize - OptionalHeader)
            return none;
        if (offset > copy.Length - OptionalHeader)
            return unreadable;
        Span<byte> header = copy[(int)offset..];
        int first = OptionalHeader + BinaryPrimitives.ReadUInt16LittleEndian(header[SizeOfOptionalHeader..]);
        if (!header.StartsWith("PE\0\0"u8) || first < OptionalHeader + sizeof(ushort))
            return none;
        if (first > header.Length)
            return unreadable ?? none;

        // The decoder takes all directories and looks for the section headers right behind them, whatever the size says.
        bool is64Bit = BinaryPrimitives.ReadUInt16LittleEndian(header[OptionalHeader..]) == Pe32Plus;
        int directories = OptionalHeader + (is64Bit ? 0x70 : 0x60);
        if (first != directories + DirectoryCount * DirectorySize)
        {
            return KernelDataFailure.CheckFailed(
                FormattableString.Invariant($"the optional header has {first - OptionalHeader} bytes, which is not its usual size"), imageBase);
        }

        // Section headers that are over the limit or not in memory.
        int count = BinaryPrimitives.ReadUInt16LittleEndian(header[NumberOfSections..]);
        int fitting = (header.Length - first) / SectionHeaderSize;
        if (count > limits.ImageSections)
        {
            sections = KernelDataFailure.LimitExceeded("sections", limits.ImageSections);
            count = limits.ImageSections;
        }

        if (count > fitting)
        {
            sections = unreadable ?? KernelDataFailure.CheckFailed("the section headers do not end where headers can", imageBase);
            count = fitting;
        }

        BinaryPrimitives.WriteUInt16LittleEndian(header[NumberOfSections..], (ushort)count);

        // The CLI header of a managed image lies among its pages, and the decoder would want it and the metadata behind it.
        header.Slice(directories + CliDirectory * DirectorySize, DirectorySize).Clear();
        return null;
    }

    private static PeSection Decode(SectionHeader section, VirtualAddress imageBase) => new(
        section.Name, imageBase + unchecked((uint)section.VirtualAddress), unchecked((uint)section.VirtualSize), section.SectionCharacteristics);
}
