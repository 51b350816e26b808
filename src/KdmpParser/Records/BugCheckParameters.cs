using System.Collections.Immutable;

namespace KdmpParser;

/// <summary>
/// What the four parameters of a bug check mean: facts from Microsoft's Bug Check Code Reference in words of our own. A dash stands
/// where it says nothing.
/// </summary>
internal static class BugCheckParameters
{
    private static readonly CodeTable s_meanings = new("BugCheckParameters.tsv");

    public static ImmutableArray<string?>? Find(uint code) => s_meanings.Find(code) is { } fields ? [.. fields.Select(field => field == "-" ? null : field)] : null;
}
