using KdmpParser.Memory;

namespace KdmpParser.Tests.Bounds;

public class OverlappingRangesTests
{
    [Fact]
    public void What_holds_an_address_is_found_as_by_going_through_all()
    {
        var random = new Random(42);
        for (int size = 0; size < 40; size++)
        {
            (ulong First, ulong Last)[] ranges = [.. Enumerable.Range(0, size).Select(_ => (ulong)random.Next(50)).Select(first => (first, first + (ulong)random.Next(20)))];
            var index = new OverlappingRanges<(ulong First, ulong Last)>(ranges, range => range.First, range => range.Last);
            for (ulong address = 0; address < 75; address++)
            {
                var holding = ranges.Where(range => range.First <= address && address <= range.Last).ToList();
                Assert.Equal(holding.OrderBy(range => range), index.FindAll(address).OrderBy(range => range));
                Assert.Equal(holding.Count > 0, index.TryFindLast(address, out (ulong First, ulong Last) last));
                if (holding.Count > 0)
                    Assert.Equal(holding.Max(range => range.First), last.First);
            }
        }
    }

    [Fact]
    public void A_range_can_end_at_the_last_address()
    {
        var index = new OverlappingRanges<ulong>([5, ulong.MaxValue], first => first, _ => ulong.MaxValue);
        Assert.Equal([5, ulong.MaxValue], index.FindAll(ulong.MaxValue));
        Assert.Equal([5], index.FindAll(ulong.MaxValue - 1));
    }
}
