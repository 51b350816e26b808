using Notebooks.Tests.Comparing;

namespace Notebooks.Tests.Host;

/// <summary>What cells show in the host, and what is stored of them, without what only one of the two has.</summary>
internal static class HostedCells
{
    public static IReadOnlyList<ShownCell> Comparable(string document) =>
        [.. ShownCell.ReadAll(document).Select(cell => cell with { Outputs = [.. cell.Outputs.Where(output => !IsOfTheHost(output)).Select(Comparable)] })];

    private static bool IsOfTheHost(ShownOutput output) =>
        // The first output of a session has the script that lets cells of JavaScript call the host.
        output.Html?.Contains("dotnet-interactive-this-cell", StringComparison.Ordinal) == true

        // A cell with #r "nuget:..." says what was restored, with a version,
        || output.Html?.Contains("<strong>Installed Packages</strong>", StringComparison.Ordinal) == true

        // and where the extension is, with the home of the user.
        || output.Text?.StartsWith("Loading extension script from", StringComparison.Ordinal) == true;

    private static ShownOutput Comparable(ShownOutput output) => new(
        // The host tells the value of a cell from what the cell displays; here both are displayed.
        output.Kind == "execute_result" ? "display_data" : output.Kind,
        output.Forms
            // Values that the host's own formatters show come from it as HTML alone; the formatters are the same, so that is compared.
            .Where(form => form.Key != ShownOutput.PlainText || output.Html is null || IsOurs(output.Html))

            // The host's own style sheet has the line ends of the system that it was built on.
            .ToDictionary(form => form.Key, form => form.Value.ReplaceLineEndings("\n"), StringComparer.Ordinal));

    private static bool IsOurs(string html) => html.StartsWith("<figure class=\"kdmp\">", StringComparison.Ordinal);
}
