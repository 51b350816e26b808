using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>A bug check as the dump records it, with what each parameter means: all that can be said without the dump (<see cref="BugCheckExplanationView"/>).</summary>
internal static class BugCheckView
{
    private static readonly string[] s_columns = ["Parameter#", "Value", "Meaning"];

    public static View Of(BugCheck bugCheck)
    {
        string?[] names = [.. bugCheck.Parameters.Select((value, i) => value is { } known ? StatusName(known, bugCheck.ParameterMeanings[i] ?? "") : null)];
        bool named = names.Any(name => name is not null);
        return new($"Bug check {bugCheck}", new DataTable(
            named ? [.. s_columns, "Value is"] : s_columns,
            [.. bugCheck.Parameters.Select((value, i) => Row(i + 1, value, bugCheck.ParameterMeanings[i], named ? names[i] ?? "" : null))]));
    }

    private static string[] Row(int number, ulong? value, string? meaning, string? name) =>
    [
        number.ToString(CultureInfo.InvariantCulture),
        value is { } known ? Hex.Padded(known) : "not recorded",
        meaning ?? "not documented",
        .. name is null ? (string[])[] : [name],
    ];

    /// <summary>
    /// The status that a parameter is, by what it means: surely where that says NTSTATUS, and where it speaks of a status or may do so, if the
    /// value is an error or a warning (bit 31). A parameter of 64 bits holds it sign-extended or not.
    /// </summary>
    private static string? StatusName(ulong value, string meaning)
    {
        uint status = (uint)value;
        bool means = meaning.Contains("NTSTATUS", StringComparison.Ordinal) || (meaning.Contains("tatus", StringComparison.Ordinal) && status >> 31 != 0);
        return means && value >> 32 is (0 or uint.MaxValue) ? NtStatus.Name(status) : null;
    }
}
