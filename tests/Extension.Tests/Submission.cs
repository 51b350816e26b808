using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Directives;

namespace Extension.Tests;

/// <summary>A cell in the parts that the host makes of it. A mistake that the host finds by itself keeps every part from running.</summary>
internal static class Submission
{
    /// <summary>C# as text, directives as commands, in order.</summary>
    /// <exception cref="FormatException">The host takes no such directive; its message is the host's.</exception>
    public static IReadOnlyList<object> Split(string cell, KernelInfo known)
    {
        var parts = new List<object>();
        var code = new List<string>();
        string[] lines = cell.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("#!", StringComparison.Ordinal))
            {
                code.Add(lines[i]);
                continue;
            }

            AddCode(parts, code);
            parts.Add(Directive(lines[i], i + 1, known));
        }

        AddCode(parts, code);
        return parts;
    }

    private static void AddCode(List<object> parts, List<string> code)
    {
        if (code.Exists(line => line.Trim().Length > 0))
            parts.Add(string.Join('\n', code));
        code.Clear();
    }

    private static DirectiveCommand Directive(string line, int number, KernelInfo known)
    {
        (int Start, string Text)[] words = [.. Words(line)];
        if (known.SupportedDirectives.FirstOrDefault(directive => directive.Name == words[0].Text) is not KernelActionDirective directive)
            throw Mistake(number, 0, $"DNI101: Unknown magic command '{words[0].Text}'");

        KernelActionDirective? subcommand = null;
        bool hasParameters = false;
        foreach ((int start, string word) in words.Skip(1).TakeWhile(_ => subcommand is null))
        {
            subcommand = directive.Subcommands.FirstOrDefault(subcommand => subcommand.Name == word);
            if (subcommand is not null && hasParameters)
                throw Mistake(number, start, "DNI107: Parameters must appear after subcommands.");
            if (word[0] == '-' && directive.Parameters.All(parameter => parameter.Name != word))
                throw Mistake(number, start, $"DNI103: Unrecognized parameter name '{word}'");
            hasParameters = true;
        }

        string path = subcommand is null ? directive.Name : $"{directive.Name} {subcommand.Name}";
        return new(path, subcommand is not null && words.Length == 2 ? directive.Name : line.TrimEnd());
    }

    private static IEnumerable<(int Start, string Text)> Words(string line)
    {
        for (int start = 0; start < line.Length;)
        {
            int end = start;
            while (end < line.Length && !char.IsWhiteSpace(line[end]))
                end++;
            if (end > start)
                yield return (start, line[start..end]);
            start = end + 1;
        }
    }

    private static FormatException Mistake(int line, int start, string message) => new($"({line},{start + 1}): error {message}");
}
