using System.Text;
using KdmpInteractive.Commands;

namespace KdmpInteractive.Grammar;

/// <summary>A word of a <c>#!kdmp</c> line, or of a shell's.</summary>
/// <param name="Text">Its content, without quotes.</param>
/// <param name="Start">Where it begins in the line, the opening quote included.</param>
/// <param name="End">Where it ends, the closing quote included.</param>
/// <param name="IsQuoted">Whether it begins with a quote: then it is a value, whatever it looks like.</param>
internal sealed record DirectiveToken(string Text, int Start, int End, bool IsQuoted)
{
    public bool IsOption => !IsQuoted && Text.StartsWith("--", StringComparison.Ordinal) && Text.Length > 2;

    /// <summary>Two slashes begin a comment; right before the name that a path begins with, they belong to it.</summary>
    private bool IsComment(bool isFirst) => !IsQuoted && (isFirst ? Text == "//" : Text.StartsWith("//", StringComparison.Ordinal));

    /// <summary>Words that a shell has cut already. Behind <c>--</c>, all of them are values.</summary>
    public static IReadOnlyList<DirectiveToken> Of(IReadOnlyList<string> words)
    {
        var tokens = new List<DirectiveToken>(words.Count);
        bool areValues = false;
        foreach (string word in words)
        {
            if (areValues || word != "--")
                tokens.Add(new(word, 0, 0, areValues));
            else
                areValues = true;
        }

        return tokens;
    }

    /// <summary>Splits a line at white space. Quotes of both kinds keep it together; a backslash is a backslash, as in Windows' paths.</summary>
    /// <param name="line">The line.</param>
    /// <param name="mayBeginWithSlashes">Whether the first word can be a path or a pattern.</param>
    /// <exception cref="CommandException">A quote is not closed.</exception>
    public static IReadOnlyList<DirectiveToken> Split(string line, bool mayBeginWithSlashes)
    {
        var tokens = new List<DirectiveToken>();
        for (int at = 0; ;)
        {
            while (at < line.Length && char.IsWhiteSpace(line[at]))
                at++;
            if (at == line.Length)
                return tokens;

            int start = at;
            bool quoted = line[at] is '\'' or '"';
            var text = new StringBuilder();
            char quote = '\0';
            for (; at < line.Length && (quote != '\0' || !char.IsWhiteSpace(line[at])); at++)
            {
                char c = line[at];
                if (c == quote)
                    quote = '\0';
                else if (quote == '\0' && OpensQuote(line, at, start))
                    quote = c;
                else
                    text.Append(c);
            }

            if (quote != '\0')
                throw new CommandException($"A quote ({quote}) is not closed.", isUsage: true);
            var token = new DirectiveToken(text.ToString(), start, at, quoted);
            if (token.IsComment(isFirst: mayBeginWithSlashes && tokens.Count == 0))
                return tokens;
            tokens.Add(token);
        }
    }

    /// <summary>A quote inside a word is a character (as in <c>it's</c>), but not right behind the <c>=</c> of an option.</summary>
    private static bool OpensQuote(string line, int at, int start) => line[at] is '\'' or '"' && (at == start || line[at - 1] == '=');
}
