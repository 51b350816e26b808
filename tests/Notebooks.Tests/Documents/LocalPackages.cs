using System.Diagnostics;

namespace Notebooks.Tests.Documents;

/// <summary>
/// The packages that a program of one file asks for, in a folder: those just built, for this runtime alone, and the one that they need out of
/// the machine's global packages folder. Nothing of the repository is written.
/// </summary>
internal static class LocalPackages
{
    /// <summary>Makes them in a folder.</summary>
    /// <param name="folder">Where they are wanted.</param>
    /// <param name="scratch">Where else can be written.</param>
    public static void Write(string folder, string scratch)
    {
        foreach (string project in (string[])["KdmpParser", "KdmpParser.Analysis"])
            Pack(Path.Combine(Repository.Root, "src", project), folder, scratch);
        string global = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (string package in Directory.EnumerateFiles(Path.Combine(global, "iced"), "*.nupkg", SearchOption.AllDirectories))
            File.Copy(package, Path.Combine(folder, Path.GetFileName(package)));
    }

    private static void Pack(string project, string folder, string scratch)
    {
        // .../bin/Debug/net10.0/
        DirectoryInfo framework = new(AppContext.BaseDirectory);
        string[] properties = [$"TargetFrameworks={framework.Name}", $"NuspecOutputPath={Path.Combine(scratch, "nuspec")}", "TreatWarningsAsErrors=false", "NoWarn=NU5128"];
        var start = new ProcessStartInfo("dotnet", ["pack", project, "--no-build", "-c", framework.Parent!.Name, "-o", folder, "-v", "q", "--nologo", "-nodeReuse:false", .. properties.Select(property => "-p:" + property)])
        {
            RedirectStandardOutput = true,
        };
        using Process pack = Process.Start(start)!;
        string output = pack.StandardOutput.ReadToEnd();
        pack.WaitForExit();
        Assert.True(pack.ExitCode == 0, output);
    }
}
