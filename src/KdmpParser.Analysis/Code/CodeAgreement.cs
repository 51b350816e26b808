namespace KdmpParser.Analysis.Code;

/// <summary>
/// Finds the instructions that end at a place when nothing says where one begins. Decoding that begins at a wrong byte soon falls in with the
/// right instructions, so the chain that most beginnings lead into is the likely one.
/// </summary>
internal static class CodeAgreement
{
    /// <param name="decoder">The bytes before the place, up to it.</param>
    /// <param name="end">How many bytes that are.</param>
    /// <param name="count">How many instructions are wanted.</param>
    /// <returns>Offsets of the instructions, the last one first; how many beginnings arrive at the place, and how many of those through the last instruction.</returns>
    public static (List<int> Starts, int Arriving, int Agreeing) Find(CodeDecoder decoder, int end, int count)
    {
        int[] next = [.. Enumerable.Range(0, end).Select(at => decoder.At(at) is { State: DecodingState.Decoded } found ? at + found.Bytes.Length : 0)];
        var votes = new int[end];
        bool[] arrives = [.. Enumerable.Repeat(false, end), true];
        for (int at = end - 1; at >= 0; at--)
            arrives[at] = next[at] != 0 && next[at] <= end && arrives[next[at]];
        for (int at = 0; at < end; at++)
        {
            if (!arrives[at])
                continue;
            votes[at]++;
            if (next[at] < end)
                votes[next[at]] += votes[at];
        }

        var starts = new List<int>();
        for (int place = end; starts.Count < count && Best(place) is { } best; place = best)
            starts.Add(best);
        return (starts, arrives.Count(arrived => arrived) - 1, starts.Count > 0 ? votes[starts[0]] : 0);

        int? Best(int place)
        {
            int? best = null;
            for (int at = Math.Max(0, place - CodeDecoder.LongestInstruction); at < place; at++)
            {
                if (arrives[at] && next[at] == place && (best is null || votes[at] > votes[best.Value]))
                    best = at;
            }

            return best;
        }
    }
}
