using System.Collections.Frozen;
using System.Collections.Immutable;

namespace KdmpParser;

/// <summary>
/// What the four parameters of a bug check mean: facts from Microsoft's Bug Check Code Reference in words of our own. A dash stands
/// where it says nothing.
/// </summary>
internal static class BugCheckParameters
{
    private static readonly Lazy<FrozenDictionary<uint, ImmutableArray<string?>>> s_meanings = new(() =>
        CodeTable.Rows("BugCheckParameters.tsv").ToFrozenDictionary(
            row => row.Code, row => row.Fields.Select(field => field == "-" ? null : field).ToImmutableArray()));

    public static ImmutableArray<string?>? Find(uint code) => s_meanings.Value.TryGetValue(code, out ImmutableArray<string?> meanings) ? meanings : null;
}
