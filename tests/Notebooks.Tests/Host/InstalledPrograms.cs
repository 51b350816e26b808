namespace Notebooks.Tests.Host;

/// <summary>The notebook host and the Jupyter of this machine.</summary>
internal static class InstalledPrograms
{
    /// <summary>.NET Interactive: where <c>KDMP_DOTNET_INTERACTIVE</c> says, on the path, or where global tools are.</summary>
    public static string? DotnetInteractive { get; } = Find(
        "dotnet-interactive",
        Environment.GetEnvironmentVariable("KDMP_DOTNET_INTERACTIVE"),
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", "tools"));

    public static string? Jupyter { get; } = Find("jupyter");

    /// <summary>A file that is named, or a program on the path, or one in a last folder.</summary>
    private static string? Find(string name, string? given = null, string? last = null)
    {
        string file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return new[] { given }.Concat(folders.Append(last).Where(folder => folder is not null).Select(folder => Path.Combine(folder!, file))).FirstOrDefault(File.Exists);
    }
}
