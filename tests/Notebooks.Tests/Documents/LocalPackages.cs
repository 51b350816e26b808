using Extension.Tests.Packages;

namespace Notebooks.Tests.Documents;

/// <summary>
/// The packages that a program of one file asks for, in a folder: those just built, for this runtime alone, and the one that they need out of
/// the machine's global packages folder. Nothing of the repository is written.
/// </summary>
internal static class LocalPackages
{
    /// <summary>Makes them in a folder.</summary>
    public static void Write(string folder)
    {
        // .../bin/Debug/net10.0/
        string framework = new DirectoryInfo(AppContext.BaseDirectory).Name;
        foreach (string project in (string[])["KdmpParser", "KdmpParser.Analysis"])
            PackedProjects.PackAsync(project, folder, $"TargetFrameworks={framework}", "TreatWarningsAsErrors=false", "NoWarn=NU5128").GetAwaiter().GetResult();
        string global = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (string package in Directory.EnumerateFiles(Path.Combine(global, "iced"), "*.nupkg", SearchOption.AllDirectories))
            File.Copy(package, Path.Combine(folder, Path.GetFileName(package)));
    }
}
