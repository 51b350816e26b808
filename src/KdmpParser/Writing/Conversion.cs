using System.Runtime.InteropServices;
using KdmpParser.Files;
using KdmpParser.Format;

namespace KdmpParser.Writing;

/// <summary>Writes the pages of an open dump in another form.</summary>
/// <param name="file">The dump.</param>
/// <param name="pages">The pages that are taken over.</param>
/// <param name="secondaryData">File offset of the secondary data; <see langword="null"/> when the dump has none.</param>
/// <param name="limits">How far a bitmap or a raw image may reach.</param>
internal sealed class Conversion(DumpFile file, CapturedPages pages, long? secondaryData, KernelDumpLimits limits)
{
    private readonly long _pageCount = PageRanges.PageCount(pages.Ranges);

    private long SecondaryDataLength => secondaryData is { } start ? file.Length - start : 0;

    public ConversionResult ToDump(
        string path, DumpType type, bool withSecondaryData, bool overwrite, IProgress<WriteProgress>? progress, CancellationToken cancellation)
    {
        if (PageListing.Refusal(type, pages.Ranges, limits) is { } refusal)
            throw new KernelDumpException(KernelDumpError.DoesNotFit, refusal);

        long length = DumpHeader64.Size + PageListing.LengthBetween(type, pages.Ranges) + _pageCount * PhysicalAddress.PageSize + (withSecondaryData ? SecondaryDataLength : 0);
        WholeFile.Write(path, overwrite, stream =>
        {
            stream.Write(Header(type));
            foreach (byte[] piece in PageListing.Between(type, pages.Ranges))
                stream.Write(piece);
            new PageCopy(pages, _pageCount, stream, progress, cancellation).Pack(pages.Ranges);
            if (withSecondaryData)
                CopySecondaryData(stream, cancellation);
        });
        return withSecondaryData ? new(_pageCount, length, SecondaryDataLength, 0) : new(_pageCount, length, 0, SecondaryDataLength);
    }

    public ConversionResult ToRawImage(string path, bool overwrite, IProgress<WriteProgress>? progress, CancellationToken cancellation)
    {
        if (Destinations.Of(path) == Destination.Sink)
            throw new KernelDumpException(KernelDumpError.NotWritten, $"'{Path.GetFileName(path)}' cannot be written: in a pipe or a device, no page has a place.");
        ulong frames = PageRanges.Frames(pages.Ranges);
        if (frames > (ulong)limits.BitmapPages)
        {
            throw new KernelDumpException(
                KernelDumpError.LimitExceeded,
                FormattableString.Invariant(
                    $"A raw image reaches up to the last address, here {frames} pages, and at most {limits.BitmapPages} are allowed; a dump of type 8 does not."))
            {
                Expected = FormattableString.Invariant($"at most {limits.BitmapPages} pages"),
                Actual = FormattableString.Invariant($"{frames} pages"),
            };
        }

        long length = (long)frames * PhysicalAddress.PageSize;
        WholeFile.Write(path, overwrite, stream =>
        {
            // First of all, so that a disk that cannot have such a file says so at once.
            stream.SetLength(length);
            new PageCopy(pages, _pageCount, stream, progress, cancellation).Place(pages.Ranges);
        });
        return new(_pageCount, length, 0, SecondaryDataLength);
    }

    /// <summary>The header byte for byte, except for the type and, where the header lists the pages, that list.</summary>
    private byte[] Header(DumpType type)
    {
        var bytes = new byte[DumpHeader64.Size];
        file.ReadExactly(0, bytes, "the dump header");
        ref DumpHeader64 header = ref MemoryMarshal.AsRef<DumpHeader64>(bytes.AsSpan());
        header.DumpType = (uint)type;
        if (PageListing.HasRuns(type))
            header.PhysicalMemoryBlock = PhysicalMemoryDescriptor64.Of(pages.Ranges);
        return bytes;
    }

    private void CopySecondaryData(Stream stream, CancellationToken cancellation)
    {
        var buffer = new byte[Math.Min(1 << 20, SecondaryDataLength)];
        for (long at = secondaryData ?? file.Length; at < file.Length;)
        {
            cancellation.ThrowIfCancellationRequested();
            Span<byte> piece = buffer.AsSpan(0, (int)Math.Min(buffer.Length, file.Length - at));
            file.ReadExactly(at, piece, "the secondary data");
            stream.Write(piece);
            at += piece.Length;
        }
    }
}
