using KdmpInteractive.Commands;

namespace KdmpTool.CommandLine;

/// <summary>Patterns in the place of paths, where no shell has resolved them: Windows' leave that to programs.</summary>
internal static class DumpPaths
{
    /// <summary>The files that match, in order; anything else is the path that it is, also a file that has such a name.</summary>
    /// <exception cref="CommandException">No file matches.</exception>
    public static IEnumerable<string> Matching(string path)
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
