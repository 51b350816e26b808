using KdmpInteractive.Commands;
using KdmpInteractive.Grammar;

namespace KdmpTool.ParserFlags;

/// <summary>Reads flags and one dump, in any order. An address after a flag that can do without one is told from the dump by what else there is.</summary>
internal static class ParserGrammar
{
    /// <summary>Behind it, every word is the dump.</summary>
    private const string EndOfFlags = "--";

    /// <summary>Whether a command line is one of flags, and not one of a command.</summary>
    /// <param name="words">The whole line.</param>
    /// <param name="commands">The names of the commands.</param>
    public static bool Covers(string[] words, IReadOnlyCollection<string> commands)
    {
        // A directive of the command line's own, such as [suggest], or its own help.
        if (words is [] or ["-h" or "--help" or "-?" or "/?" or "/h" or "--version" or "-V"] || words[0].StartsWith('[') || commands.Contains(words[0]))
            return false;
        if (IsFlag(words[0]))
            return true;

        // A dump comes alone or before flags; what is no file and almost a command is a slip.
        return (words.Length == 1 || IsFlag(words[1])) && (Path.Exists(words[0]) || NearestName.To(words[0], commands) is null);
    }

    /// <exception cref="CommandException">The line cannot be read.</exception>
    public static ParserLine Read(IReadOnlyList<string> words)
    {
        var line = new ParserLine();
        bool flagsEnded = false;
        for (int i = 0; i < words.Count; i++)
        {
            if (flagsEnded || !IsFlag(words[i]))
            {
                line = line.Dump is null ? line with { Dump = words[i] } : throw Wrong($"'{line.Dump}' and '{words[i]}' cannot both be the dump.");
                continue;
            }

            flagsEnded = words[i] == EndOfFlags;
            foreach ((ParserFlag flag, string? attached) in flagsEnded ? [] : Flags(words[i]))
            {
                string? value = attached;
                if (value is null && IsValueNext(flag, words, i + 1, line.Dump is not null))
                    value = words[++i];
                if (value is null && flag.NeedsValue)
                    throw Wrong($"{flag.Spellings.Last()} needs a value: {flag.Usage}.");
                line = flag.Apply(line, value);
            }
        }

        if (line is { AsksForUsage: false, Dump: null })
            throw Wrong("No dump is given.");
        return line is { IsVirtual: true, ShowsMemory: true, Memory: null } ? throw Wrong("--virt needs an address: --mem ADDRESS.") : line;
    }

    private static bool IsFlag(string word) => word.Length > 1 && word[0] == '-';

    /// <summary>An optional value is the next word, unless that must be the dump: nothing else can be.</summary>
    private static bool IsValueNext(ParserFlag flag, IReadOnlyList<string> words, int next, bool hasDump) =>
        flag.ValueName is not null && next < words.Count && !IsFlag(words[next]) && (flag.NeedsValue || hasDump || HasDump(words, next + 1));

    private static bool HasDump(IReadOnlyList<string> words, int from)
    {
        for (int i = from; i < words.Count; i++)
        {
            if (!IsFlag(words[i]))
                return true;
            if (words[i] == EndOfFlags)
                return i + 1 < words.Count;
            if (Flags(words[i]).LastOrDefault() is { Flag.NeedsValue: true, Attached: null })
                i++;
        }

        return false;
    }

    /// <summary>The flags of one word: <c>--len=16</c>, <c>-ce</c>, <c>-m0x1000</c>.</summary>
    private static IEnumerable<(ParserFlag Flag, string? Attached)> Flags(string word)
    {
        if (word.StartsWith("--", StringComparison.Ordinal))
        {
            string[] parts = word[2..].Split('=', 2);
            ParserFlag flag = ParserFlagTable.All.FirstOrDefault(flag => flag.Name == parts[0]) ?? throw Unknown("--" + parts[0]);
            if (parts.Length > 1 && flag.ValueName is null)
                throw Wrong($"--{parts[0]} takes no value.");
            yield return (flag, parts.Length > 1 ? parts[1] : null);
            yield break;
        }

        for (int i = 1; i < word.Length; i++)
        {
            ParserFlag flag = ParserFlagTable.All.FirstOrDefault(flag => flag.Letter == word[i]) ?? throw Unknown("-" + word[i]);
            string rest = word[(i + 1)..];

            // Letters behind a flag that can do without its value are flags: -pc is -p -c, and not the page 0xc.
            bool isAttached = rest.Length > 0 && (flag.NeedsValue || (flag.IsValueOptional && (rest[0] == '=' || char.IsAsciiDigit(rest[0]))));
            yield return (flag, isAttached ? rest[(rest[0] == '=' ? 1 : 0)..] : null);
            if (isAttached)
                yield break;
        }
    }

    private static CommandException Unknown(string spelling) =>
        Wrong($"There is no flag '{spelling}'.{NearestName.Question(spelling, ParserFlagTable.All.SelectMany(flag => flag.Spellings).Where(known => known.Length > 2))}");

    private static CommandException Wrong(string message) => new(message, isUsage: true);
}
