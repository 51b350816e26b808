using System.Collections.Frozen;

namespace KdmpParser;

/// <summary>Names of bug checks, as Microsoft's Bug Check Code Reference and bugcodes.h have them.</summary>
internal static class BugCheckNames
{
    private static readonly Lazy<FrozenDictionary<uint, string>> s_names = new(() => CodeTable.Names("BugCheckNames.tsv"));

    public static string? Find(uint code) => s_names.Value.GetValueOrDefault(code);
}
