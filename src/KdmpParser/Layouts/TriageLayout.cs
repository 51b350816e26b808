using System.Runtime.InteropServices;
using KdmpParser.Files;
using KdmpParser.Format;
using KdmpParser.Memory;

namespace KdmpParser.Layouts;

/// <summary>Type 4: a stack, data blocks and a few structures, pieces of virtual memory whose places in the file are listed.</summary>
internal sealed class TriageLayout
{
    private readonly Opening _opening;
    private readonly List<Extent> _pieces = [];

    private TriageLayout(Opening opening) => _opening = opening;

    /// <param name="opening">The dump.</param>
    /// <param name="triage">TRIAGE_DUMP64 of it.</param>
    /// <param name="debuggerData">Where KDDEBUGGER_DATA64 was, as the header says.</param>
    public static MemoryIndex Read(Opening opening, in TriageDump64 triage, ulong? debuggerData)
    {
        CheckEnd(opening, triage);

        // What comes first wins where pieces overlap; the stack and a data block that repeats a part of it do so in real dumps.
        var layout = new TriageLayout(opening);
        layout.Add(triage.TopOfStack, triage.CallStackOffset, triage.SizeOfCallStack, "The stack");
        layout.AddBlocks(triage);
        layout.Add(triage.DataPageAddress, triage.DataPageOffset, triage.DataPageSize, "The data page");
        if (debuggerData is { } address)
            layout.Add(address, triage.DebuggerDataOffset, triage.DebuggerDataSize, "The copy of KDDEBUGGER_DATA64");
        return ExtentIndex.Build([.. layout._pieces], out _);
    }

    private static void CheckEnd(Opening opening, in TriageDump64 triage)
    {
        if (triage.SizeOfDump > opening.File.Length)
            opening.Truncated(StructureReader.Missing(opening.File, triage.SizeOfDump, "the end of the small dump"));
        else if (!HasEndMark(opening.File, triage.ValidOffset))
            opening.Warn($"The end mark 'TRGD' is not at offset 0x{triage.ValidOffset:x}: the small dump may be incomplete.");
        else if (triage.SizeOfDump != triage.ValidOffset + (long)sizeof(uint))
            opening.Warn($"The small dump says that it has 0x{triage.SizeOfDump:x} bytes, and its end mark stands at offset 0x{triage.ValidOffset:x}.");
    }

    private static bool HasEndMark(DumpFile file, long offset)
    {
        uint mark = 0;
        file.Read(offset, MemoryMarshal.AsBytes(new Span<uint>(ref mark)));
        return mark == TriageDump64.ValidValue;
    }

    private void AddBlocks(in TriageDump64 triage)
    {
        if (PageFill.Recorded(triage.DataBlocksCount) is not { } count)
            return;
        Opening.CheckLimit(count, _opening.Limits.DataBlocks, TriageDump64.FileOffset + 0x7c, "data blocks");
        if (count > 0 && triage.DataBlocksOffset < TriageDump64.ContentOffset)
            throw Opening.Corrupt(TriageDump64.FileOffset + 0x78, $"the list of data blocks at offset 0x{triage.DataBlocksOffset:x} lies in the headers.");
        TriageDataBlock[] blocks = [];
        try
        {
            blocks = _opening.File.ReadStructures<TriageDataBlock>(triage.DataBlocksOffset, count, "the list of data blocks");
        }
        catch (KernelDumpException e) when (e.Error == KernelDumpError.Truncated)
        {
            _opening.Truncated(e);
        }

        for (int i = 0; i < blocks.Length; i++)
            Add(blocks[i].Address, blocks[i].Offset, blocks[i].Size, "Data block", i);
    }

    private void Add(ulong address, uint offset, uint size, string name, int? number = null)
    {
        if (size == 0 || PageFill.Recorded(size) is null)
            return;
        ulong length = (ulong)_opening.File.Length;
        bool isInside = (ulong)offset + size <= length || (_opening.Options.AllowTruncated && offset < length);
        string? place = offset < TriageDump64.ContentOffset ? "in the headers"
            : !isInside ? "outside of the file"
            : address > ulong.MaxValue - (size - 1) ? "outside of the address space"
            : null;
        if (place is not null)
            _opening.Warn($"{name}{(number is { } n ? " " + n : "")} (0x{size:x} bytes at offset 0x{offset:x}) lies {place}, and is left out.");
        else
            _pieces.Add(new(address, size, offset));
    }
}
