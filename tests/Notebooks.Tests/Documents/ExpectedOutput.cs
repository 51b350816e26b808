using System.Text.RegularExpressions;

namespace Notebooks.Tests.Documents;

/// <summary>An output as a document has it: a line of three dots stands for any lines, also for none.</summary>
internal static class ExpectedOutput
{
    public static void Matches(string expected, string actual)
    {
        (expected, actual) = (Trimmed(expected), Trimmed(actual));
        if (!expected.Split('\n').Contains("..."))
        {
            Assert.Equal(expected, actual);
            return;
        }

        // Parts must not run across each other, and no line may be cut.
        string pattern = "\\A" + string.Join("", expected.Split('\n').Select(line => line == "..." ? "(.*\n)*?" : Regex.Escape(line) + "\n")) + "\\z";
        Assert.True(Regex.IsMatch(actual + "\n", pattern), $"{actual}\n\nis not\n\n{expected}");
    }

    /// <summary>Blanks at the ends of lines are nothing that a document would keep.</summary>
    private static string Trimmed(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim('\n');
}
