namespace KdmpInteractive.Grammar;

/// <summary>The name that somebody who mistyped probably meant.</summary>
internal static class NearestName
{
    /// <summary>The known name with the fewest changed, added, missing or swapped letters; <see langword="null"/> when none is near.</summary>
    public static string? To(string typed, IEnumerable<string> known)
    {
        // A third of the letters may be wrong: "trnaslate" is near "translate", "xyz" is near nothing.
        int limit = Math.Max(1, typed.Length / 3);
        return known
            .Where(name => Math.Abs(name.Length - typed.Length) <= limit)
            .Select(name => (Name: name, Distance: Distance(typed.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(candidate => candidate.Distance <= limit && candidate.Distance < Math.Max(typed.Length, candidate.Name.Length))
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault().Name;
    }

    /// <summary>A question to be put behind a complaint, with the space before it; empty when no name is near.</summary>
    public static string Question(string typed, IEnumerable<string> known) => To(typed, known) is { } name ? $" Did you mean '{name}'?" : "";

    /// <summary>Optimal string alignment distance: Levenshtein's, with two neighbours swapped as one step.</summary>
    private static int Distance(string one, string other)
    {
        var distances = new int[one.Length + 1, other.Length + 1];
        for (int i = 0; i <= one.Length; i++)
            distances[i, 0] = i;
        for (int j = 0; j <= other.Length; j++)
            distances[0, j] = j;
        for (int i = 1; i <= one.Length; i++)
        {
            for (int j = 1; j <= other.Length; j++)
            {
                int changed = distances[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                distances[i, j] = Math.Min(changed, 1 + Math.Min(distances[i - 1, j], distances[i, j - 1]));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    distances[i, j] = Math.Min(distances[i, j], 1 + distances[i - 2, j - 2]);
            }
        }

        return distances[one.Length, other.Length];
    }
}
