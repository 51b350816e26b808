namespace KdmpParser.Analysis.Symbols;

/// <summary>
/// A folder of PDBs: a symbol store (name/GUIDage/name), one with two tiers (na/name/GUIDage/name), or files side by side. The name comes from a dump: it
/// leads to files of this folder only, and nothing is fetched.
/// </summary>
internal sealed class SymbolFolder(string path)
{
    private const int LongestName = 255;

    private static readonly EnumerationOptions s_anyCase = new()
    {
        MatchCasing = MatchCasing.CaseInsensitive,
        MatchType = MatchType.Simple,
        AttributesToSkip = 0,
    };

    /// <summary>What Windows takes for a device, whatever its ending.</summary>
    private static readonly string[] s_devices =
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(i => new[] { FormattableString.Invariant($"COM{i}"), FormattableString.Invariant($"LPT{i}") })];

    /// <summary>Whether a text can be the name of a file in a folder on every system: no way out of it, no stream, no device, no pattern.</summary>
    public static bool IsFileName(string name) =>
        name.Length is > 0 and <= LongestName
        && !name.Any(character => char.IsControl(character) || char.IsSurrogate(character) || "\"<>|:*?\\/".Contains(character, StringComparison.Ordinal))
        && name[^1] is not ('.' or ' ') && name[0] != ' '
        && !s_devices.Contains(name.Split('.')[0].TrimEnd(' '), StringComparer.OrdinalIgnoreCase);

    /// <summary>The files that may be the one that is looked for, the likeliest first.</summary>
    /// <param name="name">Its name, which <see cref="IsFileName"/> allows.</param>
    /// <param name="identity">What it has to carry.</param>
    public IEnumerable<string> Candidates(string name, PdbIdentity identity)
    {
        string[] stored = [name, identity.ToString(), name], tiered = [name[..Math.Min(2, name.Length)], .. stored];

        // A pipe has no length, and would be waited for.
        return new[] { Find(stored), Find(tiered), Find([name]) }.OfType<string>().Where(file => new FileInfo(file) is { Exists: true, Length: > 0 });
    }

    /// <summary>Whether the store has the file in the compressed form that ends with an underscore.</summary>
    public bool HasCompressed(string name, PdbIdentity identity) => Find([name, identity.ToString(), name[..^1] + "_"]) is not null;

    /// <summary>Follows names that may be written in other cases, as they may on Windows.</summary>
    private string? Find(string[] names)
    {
        string at = Path.GetFullPath(path);
        foreach (string name in names)
        {
            string exact = Path.Combine(at, name);
            if (Path.Exists(exact))
                at = exact;
            else if (Directory.Exists(at) && Directory.EnumerateFileSystemEntries(at, name, s_anyCase).Order(StringComparer.Ordinal).FirstOrDefault() is { } other)
                at = other;
            else
                return null;
        }

        return at;
    }
}
