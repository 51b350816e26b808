namespace KdmpParser.Paging;

/// <summary>The tables of one address space: where their root is, and the memory that they are in.</summary>
/// <param name="Memory">Physical memory.</param>
/// <param name="Root">The PML4 table.</param>
/// <param name="Format">How to read entries that the processor does not use.</param>
internal readonly record struct PageTables(PhysicalMemory Memory, PhysicalAddress Root, SoftwarePteFormat Format)
{
    /// <summary>
    /// How many tables a pass may visit. An address space reaches each of its tables once, and those are pages of the dump; what leads to tables
    /// that are not in the dump counts, too. Tables that share others can reach any number: what they cost is bounded by the pages of the dump.
    /// </summary>
    public long AllowedVisits(KernelDumpLimits limits) => Math.Min(limits.PageTableVisits, 1024 + 16 * Memory.PageCount);

    /// <returns>Whether the entry is in the dump.</returns>
    public bool TryReadEntry(PageTableLevel level, PhysicalAddress address, out PageTableStep step, out MemoryFailureReason reason)
    {
        if (!Memory.TryRead(address, out ulong value, out MemoryFailure failure))
        {
            step = default;
            reason = failure.Reason == MemoryFailureReason.Truncated ? MemoryFailureReason.Truncated : MemoryFailureReason.PageTableNotInDump;
            return false;
        }

        var entry = new PageTableEntry(value);
        step = new(level, address, entry) { Meaning = Format.Undo(entry) };
        reason = default;
        return true;
    }
}
