using Extension.Tests.Packages;

namespace Notebooks.Tests.Host;

/// <summary>
/// Where packages come from in a folder of a test: the project's own are those that were just built, all others those that this machine
/// has already. Nothing else is asked.
/// </summary>
public sealed class LocalFeed : IAsyncLifetime
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(1);

    private readonly PackedProjects _packed = new("KdmpParser", "KdmpParser.Analysis", "KdmpInteractive");

    public ValueTask InitializeAsync() => _packed.InitializeAsync();

    public ValueTask DisposeAsync() => _packed.DisposeAsync();

    /// <summary>Makes a folder and all below it take packages from here.</summary>
    public async Task ServeAsync(string folder)
    {
        (_, string output) = await ChildProcess.RunAsync("dotnet", ["nuget", "locals", "global-packages", "--list", "--force-english-output"], Repository.Root, [], s_limit);
        string restored = output[(output.IndexOf("global-packages: ", StringComparison.Ordinal) + "global-packages: ".Length)..].Split('\n')[0].Trim();
        string config = $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="packed" value="{_packed.Folder}" />
                <add key="restored" value="{restored}" />
              </packageSources>
              <packageSourceMapping>
                <clear />
                <packageSource key="packed"><package pattern="Kdmp*" /></packageSource>
                <packageSource key="restored"><package pattern="*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """;
        await File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), config);
    }
}
