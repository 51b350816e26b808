using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>search</c>: bytes or text in the dump's memory, physical or virtual, all of it or a part. A line each on the command line, as they are found; a table in a notebook.</summary>
internal static class SearchCommand
{
    private static readonly CommandParameter s_pattern =
        new("PATTERN", "Bytes in hexadecimal with ? for any digit, such as 48 8b ?? c3; what cannot be that is text.") { IsRequired = true, MayHaveSpaces = true };

    private static readonly CommandParameter s_text = new("--text", "The pattern is text, one byte a character (UTF-8).");
    private static readonly CommandParameter s_utf16 = new("--utf16", "The pattern is text, two bytes a character, as most of Windows' is.");
    private static readonly CommandParameter s_hex = new("--hex", "The pattern is bytes in hexadecimal.");
    private static readonly CommandParameter s_also = new("--also", "Another pattern to look for in the same pass; can be given more than once.") { ValueName = "PATTERN", IsMany = true };
    private static readonly CommandParameter s_virtual = new("--virtual", "Go through virtual memory, in which bytes go on from page to page, instead of physical memory.");
    private static readonly CommandParameter s_start = new("--start", "Where to begin: a physical address, with --virtual a virtual one.") { ValueName = "ADDRESS" };
    private static readonly CommandParameter s_end = new("--end", "Where to end: the first address that is not looked at.") { ValueName = "ADDRESS" };

    public static Command Definition { get; } = new("search", "Find bytes or text in memory, and where it is mapped.", Run)
    {
        Parameters = [s_pattern, s_also, s_text, s_utf16, s_hex, s_virtual, s_start, s_end, CommandTable.DirectoryTableBase, CommandTable.Maximum],
        Example = "kdmpdemo.sys --utf16",
        CSharp = "dump.Search(BytePattern.FromUtf16(\"kdmpdemo.sys\"))",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        (BytePattern Pattern, string What)[] sought = [.. invocation.Arguments.Texts(s_also.Name).Prepend(invocation.Arguments.Text(s_pattern.Name)!).Select(text => Pattern(text, invocation.Arguments))];
        string what = string.Join(", or ", sought.Select(pattern => pattern.What));
        IEnumerable<SearchHit> hits = invocation.Dump.SearchAny(Options(invocation, [.. sought.Select(pattern => pattern.Pattern)]), invocation.Progress, invocation.Cancellation);
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
            yield return new(() => SearchHitsView.Line(hit), () => sought.Length == 1 ? DumpJson.SearchHit(hit) : DumpJson.SearchHit(hit, hit.Pattern));
        }

        if (count == 0)
            yield return new(View: null) { Shortfall = $"Not found: {what}." };
    }

    /// <summary>Where to look. Page tables are of use for virtual memory only.</summary>
    private static SearchOptions Options(CommandInvocation invocation, BytePattern[] patterns)
    {
        CommandArguments arguments = invocation.Arguments;
        bool isVirtual = arguments.Has(s_virtual.Name) || arguments.Has(CommandTable.DirectoryTableBase.Name);
        ulong start = invocation.Address(s_start) ?? 0;
        ulong? end = invocation.Address(s_end);
        if (end <= start)
            throw new CommandException($"{s_end.Name} is not behind {s_start.Name}.", isUsage: true);
        return new() { Patterns = patterns, IsVirtual = isVirtual, Memory = isVirtual ? invocation.VirtualMemory : null, Start = start, Length = end - start };
    }

    /// <summary>What to look for, and in words how the pattern was understood.</summary>
    private static (BytePattern Pattern, string What) Pattern(string text, CommandArguments arguments)
    {
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
