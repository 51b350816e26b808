using System.Collections.Immutable;

namespace KdmpParser.Analysis.BugChecks;

/// <summary>
/// What is known of a code beyond its name: what its parameters are, and what it means. The facts are those of Microsoft's Bug Check Code Reference,
/// the words our own.
/// </summary>
/// <param name="Kinds">What each of the four parameters is, whatever the subcode.</param>
/// <param name="Meaning">One to three sentences.</param>
internal sealed record BugCheckText(ImmutableArray<ParameterKind> Kinds, string Meaning);

/// <summary>The codes that are explained: a code, four kinds of parameters, and sentences, a line each.</summary>
internal static class BugCheckTexts
{
    private static readonly CodeTable s_texts = new(typeof(BugCheckTexts).Assembly, "BugCheckTexts.tsv");

    /// <summary>The code that a small dump's variant ("_M") is of; others stay. That bit is also in codes that are no variant, such as 0xdeaddead.</summary>
    public static uint BaseOf(uint code) => code >> 28 == BugCheck.SmallDumpVariant >> 28 ? code & ~BugCheck.SmallDumpVariant : code;

    public static IEnumerable<uint> Codes => s_texts.Rows.Select(row => row.Code);

    /// <param name="code">Without the bit of a small dump.</param>
    public static BugCheckText? Find(uint code) => s_texts.Find(code) is [.. { Length: 4 } kinds, var meaning]
        ? new([.. kinds.Select(Enum.Parse<ParameterKind>)], meaning)
        : null;
}
