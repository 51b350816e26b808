namespace KdmpParser.Kernel;

/// <summary>A doubly linked list of Windows (LIST_ENTRY, ntdef.h), walked forwards and with distrust.</summary>
internal static class ListWalk
{
    /// <summary>Visits the entries of a list.</summary>
    /// <param name="memory">Where the list is.</param>
    /// <param name="head">Address of its head, which is no entry itself.</param>
    /// <param name="pointerSize">8, or 4 for the lists of a 32-bit process.</param>
    /// <param name="limit">How many entries are visited at most.</param>
    /// <param name="what">What the entries are, in the plural.</param>
    /// <param name="visit">Given the address of an entry's links; says why the entry cannot be used.</param>
    /// <returns>The first reason why something is missing.</returns>
    public static KernelDataFailure? Run(
        VirtualAddressSpace memory, VirtualAddress head, int pointerSize, int limit, string what, Func<VirtualAddress, KernelDataFailure?> visit)
    {
        KernelDataFailure? first = null;
        var seen = new HashSet<VirtualAddress>();
        for (VirtualAddress at = head; ;)
        {
            if (!TryReadPointer(memory, at, pointerSize, out VirtualAddress next, out MemoryFailure failure))
                return first ?? KernelDataFailure.Unreadable($"the list of {what}", failure);
            if (next == head)
                return first;
            if (!seen.Add(next))
                return first ?? new(KernelDataFailureReason.Cycle, $"the list of {what} leads back to its entry at {next}", next);
            if (seen.Count > limit)
                return first ?? KernelDataFailure.LimitExceeded(what, limit);

            KernelDataFailure? unusable = visit(next);
            first ??= unusable;
            at = next;
        }
    }

    /// <summary>Reads a pointer of a 64-bit (8) or 32-bit (4) process.</summary>
    public static bool TryReadPointer(VirtualAddressSpace memory, VirtualAddress address, int pointerSize, out VirtualAddress value, out MemoryFailure failure)
    {
        if (pointerSize == sizeof(ulong))
            return memory.TryRead(address, out value, out failure);
        bool read = memory.TryRead(address, out uint narrow, out failure);
        value = narrow;
        return read;
    }
}
