using System.Diagnostics;
using Notebooks.Tests;

namespace Extension.Tests.Packages;

/// <summary>
/// The packages, made once by <c>dotnet pack</c> out of what these tests were built with: nothing is built anew, so that other tests can
/// run meanwhile. For the same reason the tool is the one that runs anywhere, not those that are compiled ahead.
/// </summary>
public sealed class PackedProjects : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kdmp-");
    private readonly string[] _projects;

    public PackedProjects() : this("KdmpParser", "KdmpParser.Analysis", "KdmpInteractive", "KdmpTool")
    {
    }

    /// <summary>Packs only some.</summary>
    internal PackedProjects(params string[] projects) => _projects = projects;

    /// <summary>Where the packages are.</summary>
    internal string Folder => _folder.FullName;

    public async ValueTask InitializeAsync()
    {
        foreach (string project in _projects)
            await PackAsync(project, Folder);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    internal Package Open(string name) => new(Directory.EnumerateFiles(_folder.FullName, $"{name}.0.*.nupkg").Single());

    /// <summary>Packs one project of what was built with these tests.</summary>
    /// <param name="project">Its name.</param>
    /// <param name="folder">Where the package is wanted.</param>
    /// <param name="properties">More for the build, such as one runtime alone.</param>
    internal static async Task PackAsync(string project, string folder, params string[] properties)
    {
        // .../bin/Debug/net10.0/
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

        // Not beside what was built: another test program may be packing the same project.
        string[] all = ["RuntimeIdentifiers=", $"NuspecOutputPath={Path.Combine(folder, "nuspec")}", .. properties];
        string[] arguments = ["pack", Path.Combine(Repository.Root, "src", project), "--no-build", "-c", configuration, "-o", folder, "-v", "q", "--nologo", "-nodeReuse:false"];
        var start = new ProcessStartInfo("dotnet", [.. arguments, .. all.Select(property => "-p:" + property)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process pack = Process.Start(start)!;
        Task<string> output = pack.StandardOutput.ReadToEndAsync(), errors = pack.StandardError.ReadToEndAsync();
        await pack.WaitForExitAsync();
        Assert.True(pack.ExitCode == 0, await output + await errors);
    }
}
