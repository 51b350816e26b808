using KdmpInteractive.Rendering;

namespace KdmpTool.Reports;

/// <summary>The path of a dump as a <c>#!kdmp open</c> line of a notebook has it.</summary>
internal static class DumpPath
{
    /// <summary>The path from a folder on, in quotes where it needs them.</summary>
    /// <param name="folder">Where the notebook will be.</param>
    /// <param name="dump">The full path of the dump.</param>
    /// <returns><see langword="null"/> where no path leads there, as from one drive to another, and where a line cannot hold it.</returns>
    public static string? In(string folder, string dump)
    {
        string path = Path.GetRelativePath(folder, dump);
        if (Path.IsPathRooted(path) || VisibleText.Of(path) != path)
            return null;
        if (OperatingSystem.IsWindows())
            path = path.Replace('\\', '/');
        if (path.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '/' or '-') && path[0] != '-')
            return path;
        return !path.Contains('"') ? $"\"{path}\"" : !path.Contains('\'') ? $"'{path}'" : null;
    }
}
