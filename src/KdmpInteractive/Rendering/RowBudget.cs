namespace KdmpInteractive.Rendering;

/// <summary>
/// Decides how many rows of each table of a view are shown. This is the one place where they are cut: by their number, and by the HTML
/// that all of them take. A short table is shown whole; the long ones share what is left evenly.
/// </summary>
internal static class RowBudget
{
    public static void Share(IEnumerable<RowBlock> blocks, int characters)
    {
        (RowBlock Block, int[] Ends)[] wanted = [.. blocks.Select(block => (block, Ends(block, characters))).OrderBy(want => want.Item2.LastOrDefault())];
        int left = characters;
        for (int i = 0; i < wanted.Length; i++)
        {
            (RowBlock block, int[] ends) = wanted[i];
            int share = left / (wanted.Length - i);
            int fitting = Array.BinarySearch(ends, share);
            block.Shown = fitting >= 0 ? fitting + 1 : ~fitting;
            left -= block.Shown == 0 ? 0 : ends[block.Shown - 1];
        }
    }

    /// <summary>Characters of HTML up to the end of each row, as far as all rows together could go.</summary>
    private static int[] Ends(RowBlock block, int characters)
    {
        var html = new HtmlBuilder();
        var ends = new List<int>();
        for (int row = 0; row < Math.Min(block.RowCount, block.MaximumRows) && html.Length <= characters; row++)
        {
            block.WriteRow(html, row);
            ends.Add(html.Length);
        }

        return [.. ends];
    }
}
