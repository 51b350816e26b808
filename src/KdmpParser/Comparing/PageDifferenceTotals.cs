namespace KdmpParser;

/// <summary>
/// How many pages differ, to be added up while the differences stream by. The pages that are the same in both dumps are those of the
/// earlier one less <see cref="Changed"/> and <see cref="Missing"/>.
/// </summary>
/// <param name="Changed">Pages of 4096 bytes that both have, with different bytes.</param>
/// <param name="Added">Pages that only the later one has.</param>
/// <param name="Missing">Pages that only the earlier one has.</param>
public readonly record struct PageDifferenceTotals(long Changed, long Added, long Missing)
{
    /// <summary>The totals with one more difference.</summary>
    public PageDifferenceTotals Add(PageDifference difference) => difference.Kind switch
    {
        PageDifferenceKind.Changed => this with { Changed = Changed + difference.PageCount },
        PageDifferenceKind.Added => this with { Added = Added + difference.PageCount },
        _ => this with { Missing = Missing + difference.PageCount },
    };
}
