using System.Text.RegularExpressions;

namespace Notebooks.Tests.Comparing;

/// <summary>HTML with each tag, each rule of a style and each text on a line of its own, and long ones in pieces; joined again, the lines are the HTML.</summary>
internal static partial class HtmlLines
{
    public static IEnumerable<string> Of(string html) => TagOrText().Matches(html).Select(part => part.Value);

    [GeneratedRegex("<[^<>]{0,200}>?|[^<}]{1,200}}?|}")]
    private static partial Regex TagOrText();
}
