namespace KdmpParser.Analysis.Hunting;

/// <summary>A pass over the page tables, and why it cannot be made or is not complete.</summary>
internal static class KernelPages
{
    /// <summary>Why the page tables of a dump cannot be gone through; <see langword="null"/> when they can.</summary>
    public static KernelDataFailure? WhyNot(KernelDump dump)
    {
        if (dump.VirtualMemory.HasPageTables)
            return null;
        return KernelDataFailure.NotInThisDump(dump switch
        {
            { IsRedacted: true } => "the dump is redacted, and its page tables are left out",
            { PhysicalMemory: null } => "a small dump holds no page tables, so it does not say what is executable",
            { Machine: MachineType.Arm64 } => "the dump does not record what is needed to walk the page tables of ARM64",
            _ => "the dump records no directory table base",
        });
    }

    /// <summary>Gives all regions to a visitor, until that has enough or the tables end.</summary>
    /// <returns>Why not all was seen.</returns>
    public static KernelDataFailure? Visit(KernelDump dump, Func<VirtualRegion, KernelDataFailure?> visit, CancellationToken cancellation)
    {
        if (WhyNot(dump) is { } none)
            return none;
        int missing = 0;
        try
        {
            foreach (VirtualRegion region in dump.VirtualMemory.EnumerateRegions(_ => missing++, cancellation))
            {
                if (visit(region) is { } enough)
                    return enough;
            }
        }
        catch (KernelDumpException e) when (e.Error == KernelDumpError.LimitExceeded)
        {
            return new(KernelDataFailureReason.LimitExceeded, e.Message.TrimEnd('.'));
        }

        return missing == 0 ? null : new(KernelDataFailureReason.Unreadable, missing == 1
            ? "one page table is not in the dump, and what it maps is not known"
            : FormattableString.Invariant($"{missing} page tables are not in the dump, and what they map is not known"));
    }
}
