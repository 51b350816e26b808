using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>search</c>: bytes or text in all of the dump's memory. A line each on the command line, as they are found; a table in a notebook.</summary>
internal static class SearchCommand
{
    private static readonly CommandParameter s_pattern =
        new("PATTERN", "Bytes in hexadecimal with ? for any digit, such as 48 8b ?? c3; what cannot be that is text.") { IsRequired = true, MayHaveSpaces = true };

    private static readonly CommandParameter s_text = new("--text", "The pattern is text, one byte a character (UTF-8).");
    private static readonly CommandParameter s_utf16 = new("--utf16", "The pattern is text, two bytes a character, as most of Windows' is.");
    private static readonly CommandParameter s_hex = new("--hex", "The pattern is bytes in hexadecimal.");

    public static Command Definition { get; } = new("search", "Find bytes or text in memory, and where it is mapped.", Run)
    {
        Parameters = [s_pattern, s_text, s_utf16, s_hex, CommandTable.Maximum],
        Example = "kdmpdemo.sys --utf16",
        CSharp = "dump.Search(BytePattern.FromUtf16(\"kdmpdemo.sys\"))",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        (BytePattern pattern, string what) = Pattern(invocation.Arguments);
        IEnumerable<SearchHit> hits = invocation.Dump.Search(pattern, invocation.Progress, invocation.Cancellation);
        OutputLimits limits = invocation.Limits;
        if (invocation.Place == CommandPlaces.Notebook)
        {
            // One more than is shown, to know whether there are more.
            SearchHit[] found = [.. hits.Take((int)Math.Min(limits.Rows + 1L, Array.MaxLength))];
            yield return new(() => SearchHitsView.Of($"Search for {what}", found.Take(limits.Rows), found.Length > limits.Rows, limits));
            yield break;
        }

        int count = 0;
        foreach (SearchHit hit in invocation.Bounded(hits))
        {
            count++;
            yield return new(() => SearchHitsView.Line(hit), () => DumpJson.SearchHit(hit));
        }

        if (count == 0)
            yield return new(View: null) { Shortfall = $"Not found: {what}." };
    }

    /// <summary>What to look for, and in words how the pattern was understood.</summary>
    private static (BytePattern Pattern, string What) Pattern(CommandArguments arguments)
    {
        string text = arguments.Text(s_pattern.Name)!;
        bool isText = arguments.Has(s_text.Name), isUtf16 = arguments.Has(s_utf16.Name), isHex = arguments.Has(s_hex.Name);
        if (new[] { isText, isUtf16, isHex }.Count(given => given) > 1)
            throw new CommandException($"Give one of {s_text.Name}, {s_utf16.Name} and {s_hex.Name}.", isUsage: true);
        try
        {
            if (isUtf16)
                return (BytePattern.FromUtf16(text), $"'{text}' as UTF-16");
            if (isHex)
                return Bytes(BytePattern.Parse(text));
            if (!isText && BytePattern.TryParse(text, out BytePattern? bytes, out _))
                return Bytes(bytes);
            return (BytePattern.FromText(text), $"'{text}' as UTF-8 (with {s_utf16.Name}, as UTF-16)");
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new CommandException(e.Message, isUsage: true);
        }
    }

    private static (BytePattern Pattern, string What) Bytes(BytePattern bytes) => (bytes, $"the bytes {bytes}");
}
