using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>A bug check as WinDbg's <c>!analyze</c> lists it: each parameter with what it means.</summary>
internal static class BugCheckView
{
    public static View Of(BugCheck bugCheck) => new($"Bug check {bugCheck}", new DataTable(
        ["Parameter#", "Value", "Meaning"],
        [.. bugCheck.Parameters.Select((value, i) => Row(i + 1, value, bugCheck.ParameterMeanings[i]))]));

    private static string[] Row(int number, ulong? value, string? meaning) =>
        [number.ToString(CultureInfo.InvariantCulture), value is { } known ? Hex.Padded(known) : "not recorded", meaning ?? "not documented"];
}
