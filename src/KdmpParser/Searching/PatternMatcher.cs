namespace KdmpParser.Searching;

/// <summary>Finds patterns in the windows of a pass.</summary>
/// <param name="patterns">What to look for.</param>
internal sealed class PatternMatcher(BytePattern[] patterns) : IWindowReader
{
    /// <summary>The matches of the last window, in the order of their addresses; they can overlap. The caller clears them.</summary>
    public List<PatternMatch> Matches { get; } = [];

    public void Read(Window window)
    {
        for (int i = 0; i < patterns.Length; i++)
        {
            // A hit that is not whole in one window is whole in the next, and none is looked for twice.
            int from = Math.Max(0, window.Repeated - (patterns[i].Length - 1));
            for (int found; from < window.Bytes.Length && (found = patterns[i].IndexIn(window.Bytes[from..])) >= 0; from += found + 1)
                Matches.Add(new(window.Address + (ulong)(from + found), i));
        }

        if (patterns.Length > 1)
            Matches.Sort();
    }
}
