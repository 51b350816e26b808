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
        return ExtentIndex.Build(layout._pieces, out _);
    }

    private static void CheckEnd(Opening opening, in TriageDump64 triage)
    {
        if (triage.SizeOfDump > opening.File.Length)
            opening.Truncated(StructureReader.Missing(opening.File, triage.SizeOfDump, "the end of the small dump"));
        else if (!HasEndMark(opening.File, triage.ValidOffset))
            opening.Warn($"The end mark 'TRGD' is not at offset 0x{triage.ValidOffset:x}: the small dump may be incomplete.");
    }

    private static bool HasEndMark(DumpFile file, long offset)
    {
        uint mark = 0;
        file.Read(offset, MemoryMarshal.AsBytes(new Span<uint>(ref mark)));
        return mark == TriageDump64.ValidValue;
    }

    private void AddBlocks(in TriageDump64 triage)
    {
        Opening.CheckLimit(triage.DataBlocksCount, _opening.Limits.DataBlocks, TriageDump64.FileOffset + 0x7c, "data blocks");
        TriageDataBlock[] blocks = [];
        try
        {
            blocks = _opening.File.ReadStructures<TriageDataBlock>(triage.DataBlocksOffset, triage.DataBlocksCount, "the list of data blocks");
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
        if (size == 0)
            return;
        ulong length = (ulong)_opening.File.Length;
        bool isInside = (ulong)offset + size <= length || (_opening.Options.AllowTruncated && offset < length);
        if (!isInside || address > ulong.MaxValue - (size - 1))
            _opening.Warn($"{name}{(number is { } n ? " " + n : "")} (0x{size:x} bytes at offset 0x{offset:x}) lies outside of the file or of the address space, and is left out.");
        else
            _pieces.Add(new(address, size, offset));
    }
}
