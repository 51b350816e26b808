using KdmpInteractive.Commands;

namespace KdmpTool.CommandLine;

/// <summary>The dumps that a line names: paths, patterns where no shell has resolved them, a list in a file.</summary>
internal static class DumpPaths
{
    /// <summary>Resolves what was given. A list is read line by line as it is needed, so that another program can still be writing it.</summary>
    /// <param name="given">Paths and patterns, in order.</param>
    /// <param name="list">A file with one path a line, <c>-</c> for standard input, or <see langword="null"/>.</param>
    public static IEnumerable<string> Of(IEnumerable<string> given, string? list) => given.SelectMany(Matches).Concat(list is null ? [] : TextLines.Of(list));

    /// <summary>The files that match: Windows' shells leave that to programs. A file that has such a name means itself.</summary>
    private static IEnumerable<string> Matches(string path)
    {
        if (!path.AsSpan().ContainsAny('*', '?') || File.Exists(path))
            return [path];
        string folder = Path.GetDirectoryName(path) ?? "", pattern = Path.GetFileName(path);
        string[] found = pattern.Length > 0 && (folder.Length == 0 || Directory.Exists(folder)) ? Directory.GetFiles(folder.Length == 0 ? "." : folder, pattern) : [];
        if (found.Length == 0)
            throw new CommandException($"No file matches '{path}'.");
        return found.Select(file => folder.Length == 0 ? Path.GetFileName(file) : file).Order(StringComparer.Ordinal);
    }
}
