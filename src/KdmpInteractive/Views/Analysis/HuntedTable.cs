using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>What a hunt found, as a table; where the dump has nothing to look at, that is said in its place: none found would be another answer.</summary>
internal static class HuntedTable
{
    public static IEnumerable<Block> Of<T>(DataTable table, CapturedList<T> found) => found is { Count: 0, Failure: { Reason: KernelDataFailureReason.NotInThisDump } none }
        ? [new Paragraph($"This cannot be looked at: {none}.", isWarning: true)]
        : BoundedTable.WithRemark(table, found.Failure);
}
