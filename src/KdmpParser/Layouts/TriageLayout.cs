using KdmpParser.Files;
using KdmpParser.Format;
using KdmpParser.Memory;

namespace KdmpParser.Layouts;

/// <summary>Type 4: a stack and data blocks, pieces of virtual memory whose places in the file are listed.</summary>
internal static class TriageLayout
{
    public static MemoryIndex Read(MappedFile file, List<string> warnings)
    {
        var triage = file.ReadStructure<TriageDump64>(TriageDump64.FileOffset, "TRIAGE_DUMP64");
        if (file.ReadStructure<uint>(triage.ValidOffset, "the end mark of the small dump") != TriageDump64.ValidValue)
            warnings.Add(FormattableString.Invariant($"The end mark 'TRGD' is not at offset 0x{triage.ValidOffset:x}: the small dump may be incomplete."));
        if (triage.SizeOfDump > file.Length)
            throw StructureReader.Missing(file, triage.SizeOfDump, "the end of the small dump");

        // The stack comes first: it wins where a data block repeats a part of it.
        var pieces = new List<Extent>();
        Add(file, pieces, triage.TopOfStack, triage.CallStackOffset, triage.SizeOfCallStack, "The stack", warnings);
        TriageDataBlock[] blocks = file.ReadStructures<TriageDataBlock>(triage.DataBlocksOffset, triage.DataBlocksCount, "the list of data blocks");
        for (int i = 0; i < blocks.Length; i++)
            Add(file, pieces, blocks[i].Address, blocks[i].Offset, blocks[i].Size, FormattableString.Invariant($"Data block {i}"), warnings);
        return ExtentIndex.Build(pieces, out _);
    }

    private static void Add(MappedFile file, List<Extent> pieces, ulong address, uint offset, uint size, string name, List<string> warnings)
    {
        if (size == 0)
            return;
        if ((ulong)offset + size > (ulong)file.Length || address > ulong.MaxValue - (size - 1))
            warnings.Add(FormattableString.Invariant($"{name} (0x{size:x} bytes at offset 0x{offset:x}) lies outside of the file or of the address space, and is left out."));
        else
            pieces.Add(new(address, size, offset));
    }
}
