namespace KdmpParser.Benchmarks.Alternatives;

/// <summary>A binary search that always goes on to the end and never jumps. No memory beside the addresses.</summary>
internal sealed class BranchFreeSearch(ulong[] starts)
{
    /// <returns>The last range that does not begin behind an address; the first one, if all do.</returns>
    public int Find(ulong address)
    {
        int first = 0;
        for (int count = starts.Length; count > 1;)
        {
            int half = count / 2;
            first += half & -(starts[first + half] <= address ? 1 : 0);
            count -= half;
        }

        return first;
    }
}
