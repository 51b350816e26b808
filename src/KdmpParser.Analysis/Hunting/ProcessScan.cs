using System.Buffers.Binary;
using KdmpParser.Processes;
using KdmpParser.Searching;

namespace KdmpParser.Analysis.Hunting;

/// <summary>Goes through physical memory for what reads as an EPROCESS, whoever knows of it.</summary>
/// <param name="memory">Physical memory.</param>
/// <param name="layout">The offsets of the build.</param>
/// <param name="data">The offsets that the kernel itself gives.</param>
/// <param name="limits">How many are taken.</param>
internal sealed class ProcessScan(PhysicalMemory memory, ProcessLayout layout, KdDebuggerData data, KernelDumpLimits limits)
{
    /// <summary>Pool blocks, and objects within them, are aligned to 16 bytes.</summary>
    private const int Alignment = 16;

    /// <summary>Answers that are remembered; a hostile dump can have as many roots as pages.</summary>
    private const int RememberedRoots = 1 << 16;

    private const int Window = 1 << 20;
    private const int NameLength = 15;
    private const ulong FrameMask = 0x000f_ffff_ffff_f000, FlagMask = 0xfff;

    private readonly int _span = (int)Math.Max(
        Math.Max(layout.ImageFileName + NameLength, layout.ActiveProcessLinks + 16), Math.Max(Math.Max(data.ProcessDirectoryTableBase ?? 0, data.ProcessPeb ?? 0), data.ProcessParentId ?? 0) + 8);

    private readonly Dictionary<ulong, bool?> _roots = [];

    /// <summary>What was found, with whether its top page table is there and leads to itself.</summary>
    public List<(Process Process, PhysicalAddress Address, bool IsChecked)> Found { get; } = [];

    public KernelDataFailure? Run(IProgress<ScanProgress>? progress, CancellationToken cancellation)
    {
        if (data.ProcessDirectoryTableBase is null)
            return KernelDataFailure.NotRecorded("KDDEBUGGER_DATA64 does not say where a process has its directory table base");
        var report = new ScanReport(progress, memory.PageCount * PhysicalAddress.PageSize);
        var bytes = new byte[Window + _span];
        long done = 0;
        foreach (PhysicalRun run in memory.EnumerateRuns())
        {
            for (ulong start = 0, length = (ulong)run.PageCount * PhysicalAddress.PageSize; start < length; start += Window)
            {
                cancellation.ThrowIfCancellationRequested();
                report.At(done);
                int count = (int)Math.Min(Window, length - start);
                ulong address = run.Start.Value + start;
                int read = memory.Read(address, bytes.AsSpan(0, count + _span)).BytesRead;
                if (!Look(bytes.AsSpan(0, read), count, address))
                    return KernelDataFailure.LimitExceeded("findings", limits.Findings);
                done += count;
            }
        }

        report.At(done);
        return null;
    }

    /// <returns>Whether there is room for more.</returns>
    private bool Look(ReadOnlySpan<byte> bytes, int count, ulong address)
    {
        for (int at = 0; at < count && at + _span <= bytes.Length; at += Alignment)
        {
            if (Decode(bytes[at..]) is not { } process)
                continue;
            bool? root = HasItself(process.DirectoryTableBase!.Value & FrameMask);
            if (root == false)
                continue;
            if (Found.Count == limits.Findings)
                return false;
            Found.Add((process, new(address + (ulong)at), root == true));
        }

        return true;
    }

    private Process? Decode(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> links = bytes[((int)layout.ActiveProcessLinks - sizeof(ulong))..];
        ulong id = U64(links);
        if (id is 0 or > uint.MaxValue || id % 4 != 0 || !IsLink(U64(links[8..])) || !IsLink(U64(links[16..])))
            return null;
        ulong root = U64(bytes[(int)data.ProcessDirectoryTableBase!.Value..]);
        ReadOnlySpan<byte> name = bytes.Slice((int)layout.ImageFileName, NameLength);
        if ((root & ~FlagMask) == 0 || (root & ~FrameMask & ~FlagMask) != 0 || !IsName(name))
            return null;
        return new()
        {
            Id = id,
            ParentId = data.ProcessParentId is { } parent ? U64(bytes[(int)parent..]) : null,
            Name = ProcessReader.Text(name),
            DirectoryTableBase = root,
            Peb = data.ProcessPeb is { } peb ? new VirtualAddress(U64(bytes[(int)peb..])) : null,
        };
    }

    /// <summary>A pointer of a list of the kernel; one that was taken out of its list can point to itself.</summary>
    private static bool IsLink(ulong value) => value % sizeof(ulong) == 0 && new VirtualAddress(value) is { IsCanonical: true, Value: > long.MaxValue };

    /// <summary>Printable ASCII from the first byte on, and zeros behind it.</summary>
    private static bool IsName(ReadOnlySpan<byte> name)
    {
        int end = name.IndexOf((byte)0);
        ReadOnlySpan<byte> text = end < 0 ? name : name[..end];
        return text.Length > 0 && !text.ContainsAnyExceptInRange((byte)0x20, (byte)0x7e);
    }

    /// <summary>Whether a top page table has, in its upper half, the entry through which Windows' page tables show themselves; <see langword="null"/> when it is not in the dump.</summary>
    private bool? HasItself(ulong root)
    {
        if (_roots.TryGetValue(root, out bool? known))
            return known;
        var table = new byte[PhysicalAddress.PageSize / 2];
        bool? found = memory.Read(root + (ulong)table.Length, table).IsComplete ? LeadsTo(table, root) : null;
        if (_roots.Count < RememberedRoots)
            _roots.Add(root, found);
        return found;
    }

    private static bool LeadsTo(ReadOnlySpan<byte> table, ulong root)
    {
        for (; table.Length > 0; table = table[sizeof(ulong)..])
        {
            var entry = new PageTableEntry(U64(table));
            if (entry.Present && entry.Table.Value == root)
                return true;
        }

        return false;
    }

    private static ulong U64(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);
}
