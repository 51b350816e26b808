namespace KdmpParser.Tests.Properties;

/// <summary>What an address space maps, found by translating the first address that each entry of each table stands for.</summary>
internal sealed class NaiveRegions
{
    /// <summary>More than this is too much to be compared again and again.</summary>
    private const int Most = 20_000;

    private readonly NaiveTables _tables;
    private int _visits;

    private NaiveRegions(NaiveTables tables) => _tables = tables;

    /// <summary>Pages in ascending order, each as a region of its own, and where it is in physical memory.</summary>
    public List<(VirtualRegion Page, ulong Physical)> Pages { get; } = [];

    /// <summary>Tables that entries lead to and that the dump does not have, in the order of the addresses.</summary>
    public List<(PageTableLevel Level, ulong Table)> MissingTables { get; } = [];

    /// <summary>Neighbours that are alike are one region.</summary>
    public IEnumerable<VirtualRegion> Regions
    {
        get
        {
            VirtualRegion? open = null;
            foreach ((VirtualRegion page, _) in Pages)
            {
                if (open is { } before && page with { Start = before.Start, Length = before.Length } == before && before.Start.Value + before.Length == page.Start.Value)
                {
                    open = before with { Length = before.Length + page.Length };
                    continue;
                }

                if (open is { } done)
                    yield return done;
                open = page;
            }

            if (open is { } last)
                yield return last;
        }
    }

    /// <returns><see langword="null"/> where it is too much.</returns>
    public static NaiveRegions? Of(NaiveTables tables)
    {
        var regions = new NaiveRegions(tables);
        return regions.Visit(0, 0) ? regions : null;
    }

    /// <param name="level">Of a table on the way down.</param>
    /// <param name="address">The first address that goes through it.</param>
    private bool Visit(int level, ulong address)
    {
        if (++_visits > Most / 100)
            return false;
        for (ulong i = 0; i < 512; i++)
        {
            // Bit 47 goes on to the top.
            ulong at = (ulong)((long)((address | i << 39 - 9 * level) << 16) >> 16);
            NaiveWalk walk = _tables.Walk(at);
            var steps = walk.Steps;
            if (steps.Count > level + 1 && !IsLoop(steps, level + 2))
            {
                if (!Visit(level + 1, at))
                    return false;
            }
            else if (steps.Count == level + 1 && walk.IsMapped)
                Pages.Add((new(at, (ulong)walk.PageSize!.Value, walk.PageSize.Value, walk.Rights!.Value.Writable, walk.Rights.Value.Executable, walk.Rights.Value.User), walk.Physical!.Value));
            else if (steps.Count == level + 1 && walk.Failure?.Reason == MemoryFailureReason.PageTableNotInDump)
                AddMissing(walk.Failure.Value);
            else if (steps.Count == 0)
            {
                AddMissing(walk.Failure!.Value);
                return true;
            }
        }

        return Pages.Count <= Most;
    }

    private void AddMissing(MemoryFailure failure)
    {
        (PageTableLevel, ulong) table = (failure.Level!.Value, failure.Missing!.Value.Value & ~0xfffUL);
        if (!MissingTables.Contains(table))
            MissingTables.Add(table);
    }

    /// <summary>Whether one of the first tables is the same as another of them.</summary>
    private static bool IsLoop(List<(ulong Address, ulong Value)> steps, int count) =>
        steps.Take(count).Select(step => step.Address / 4096).Distinct().Count() < count;
}
