using System.Reflection.PortableExecutable;
using KdmpParser.Images;
using KdmpParser.Searching;

namespace KdmpParser.Analysis.Hunting;

/// <summary>Looks for headers of images where no module is.</summary>
internal sealed class ImageHunt(KernelDump dump, CodeHunt code)
{
    private const ulong Page = PhysicalAddress.PageSize;
    private const ushort DosSignature = 0x5a4d; // 'MZ'

    private readonly VirtualAddressSpace _memory = dump.VirtualMemory;
    private readonly List<HiddenImage> _found = [];
    private int _pages;

    public CapturedList<HiddenImage> Run(IProgress<ScanProgress>? progress, CancellationToken cancellation)
    {
        CapturedList<CodeRegion> outside = code.OutsideModules(cancellation);
        KernelDataFailure? failure = outside.Failure;
        long length = Length(outside);
        var report = new ScanReport(progress, length);
        for (int i = 0; i < outside.Count && failure?.Reason != KernelDataFailureReason.LimitExceeded; i++)
        {
            failure = Look(outside[i].Region, report, cancellation) ?? failure;
        }

        report.At(length);
        return new(_found, failure);
    }

    /// <summary>Each page, and the one before them: a header need not be executable itself.</summary>
    private KernelDataFailure? Look(VirtualRegion region, ScanReport report, CancellationToken cancellation)
    {
        ulong first = (region.Start - Page).Value;
        ulong count = region.Length / Page + 1;
        for (ulong i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            report.At(_pages * (long)Page);
            if (++_pages > _memory.Limits.HuntedPages)
                return KernelDataFailure.LimitExceeded("pages of executable memory", _memory.Limits.HuntedPages);
            VirtualAddress at = new VirtualAddress(first) + i * Page;
            if (!_memory.TryRead(at, out ushort dos) || dos != DosSignature || dump.FindModule(at) is not null
                || !ImageHeaders.TryRead(_memory, at, out ImageHeaders? headers, out _))
                continue;
            if (_found.Count == _memory.Limits.Findings)
                return KernelDataFailure.LimitExceeded("findings", _memory.Limits.Findings);
            _found.Add(Decode(at, headers, region));
        }

        return null;
    }

    /// <summary>Bytes that are gone through at most.</summary>
    private long Length(IEnumerable<CodeRegion> regions)
    {
        ulong most = (ulong)_memory.Limits.HuntedPages * Page, length = 0;
        foreach (CodeRegion region in regions)
            length = Math.Min(most, length + Math.Min(most, region.Region.Length + Page));
        return (long)length;
    }

    private HiddenImage Decode(VirtualAddress at, ImageHeaders headers, VirtualRegion region)
    {
        uint size = unchecked((uint)headers.Optional.SizeOfImage), stamp = unchecked((uint)headers.Coff.TimeDateStamp);
        Machine machine = headers.Coff.Machine;
        return new(at, size, stamp, machine) { Region = region, UnloadedDriver = code.Unloaded(at) };
    }
}
