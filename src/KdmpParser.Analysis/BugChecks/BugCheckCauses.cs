using System.Collections.Immutable;
using System.Globalization;

namespace KdmpParser.Analysis.BugChecks;

/// <summary>What a subcode of a bug check says happened, and what the parameters are then.</summary>
/// <param name="Subcode">Its value; <see langword="null"/> in the row for every other value.</param>
/// <param name="Text">What happened, in a phrase; <see langword="null"/> where the value says something else.</param>
/// <param name="Parameters">The four parameters, in order; none where the subcode changes nothing about them.</param>
internal sealed record BugCheckCause(ulong? Subcode, string? Text, ImmutableArray<CauseParameter> Parameters);

/// <summary>A parameter as a subcode has it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Meaning">What it means; <see langword="null"/> where the code's own words hold.</param>
internal readonly record struct CauseParameter(ParameterKind Kind, string? Meaning);

/// <summary>The subcodes of those codes that have some, from Microsoft's Bug Check Code Reference, in words of our own.</summary>
internal static class BugCheckCauses
{
    private const string Otherwise = "*";
    private const string Nothing = "-";

    private static readonly Lazy<ILookup<uint, BugCheckCause>> s_causes = new(() =>
        new CodeTable(typeof(BugCheckCauses).Assembly, "BugCheckCauses.tsv").Rows.ToLookup(row => row.Code, row => Parse(row.Fields)));

    /// <summary>The rows of a code, that for every other value last.</summary>
    public static IEnumerable<BugCheckCause> Of(uint code) => s_causes.Value[code];

    public static BugCheckCause? Find(uint code, ulong subcode) =>
        Of(code).FirstOrDefault(cause => cause.Subcode is null || cause.Subcode == subcode);

    private static BugCheckCause Parse(string[] fields) => new(
        fields[0] == Otherwise ? null : ulong.Parse(fields[0].AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        fields[1] == Nothing ? null : fields[1],
        [.. fields[2..].Select(ParseParameter)]);

    private static CauseParameter ParseParameter(string field)
    {
        string[] parts = field.Split(':', 2);
        return new(Enum.Parse<ParameterKind>(parts[0]), parts.Length > 1 ? parts[1] : null);
    }
}
