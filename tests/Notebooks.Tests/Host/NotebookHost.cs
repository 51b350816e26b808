using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Notebooks.Tests.Host;

/// <summary>
/// The real host, as a kernel of Jupyter, in a folder of its own: the packages are those that were just built, everything else comes
/// from the packages that this machine has, and no setting of the user is read or written.
/// </summary>
public sealed class NotebookHost : IAsyncLifetime
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kdmp-host-");
    private readonly LocalFeed _feed = new();
    private string? _missing;

    /// <summary>Where the notebooks run.</summary>
    private string Notebooks => Path.Combine(_folder.FullName, "notebooks");

    private Dictionary<string, string> Environment => new()
    {
        ["JUPYTER_PATH"] = At("jupyter"),
        ["JUPYTER_CONFIG_DIR"] = At("jupyter/config"),
        ["JUPYTER_DATA_DIR"] = At("jupyter/data"),
        ["JUPYTER_RUNTIME_DIR"] = At("jupyter/runtime"),
        ["IPYTHONDIR"] = At("ipython"),

        // Else a package of the same version that was restored before is taken.
        ["NUGET_PACKAGES"] = At("packages"),
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
    };

    public async ValueTask InitializeAsync()
    {
        _missing = await MissingAsync();
        if (_missing is not null)
            return;
        await _feed.InitializeAsync();
        Directory.CreateDirectory(Notebooks);
        await _feed.ServeAsync(Notebooks);
        Directory.CreateDirectory(At("jupyter/kernels/.net-csharp"));
        File.WriteAllText(At("jupyter/kernels/.net-csharp/kernel.json"), Kernel().ToJsonString());
    }

    public async ValueTask DisposeAsync()
    {
        await _feed.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Runs every cell of an .ipynb document, also behind one that fails; skips the test where there is no host.</summary>
    /// <returns>The document with what the cells showed.</returns>
    public async Task<string> RunAsync(string document)
    {
        Assert.SkipUnless(_missing is null, _missing ?? "");
        File.WriteAllText(Path.Combine(Notebooks, "notebook.ipynb"), document);
        string[] arguments = ["nbconvert", "--to", "notebook", "--execute", "--allow-errors", "--ExecutePreprocessor.timeout=120", "--output", "executed.ipynb", "notebook.ipynb"];
        (int exitCode, string output) = await ChildProcess.RunAsync(InstalledPrograms.Jupyter!, arguments, Notebooks, Environment, s_limit);
        Assert.True(exitCode == 0, output);
        return File.ReadAllText(Path.Combine(Notebooks, "executed.ipynb"));
    }

    private string At(string path) => Path.Combine(_folder.FullName, path);

    private async Task<string?> MissingAsync()
    {
        if (InstalledPrograms.DotnetInteractive is null)
            return "There is no dotnet-interactive on this machine; KDMP_DOTNET_INTERACTIVE can name one.";
        if (InstalledPrograms.Jupyter is null)
            return "There is no Jupyter on this machine.";
        (int exitCode, _) = await ChildProcess.RunAsync(InstalledPrograms.Jupyter, ["nbconvert", "--version"], _folder.FullName, Environment, s_limit);
        return exitCode == 0 ? null : "The Jupyter of this machine has no nbconvert.";
    }

    private static JsonObject Kernel()
    {
        int port = FreePort();
        return new()
        {
            ["argv"] = new JsonArray(
                InstalledPrograms.DotnetInteractive, "jupyter", "--default-kernel", "csharp", "{connection_file}", "--http-local-only", "--http-port-range", $"{port}-{port + 100}"),
            ["display_name"] = ".NET (C#)",
            ["language"] = "C#",
        };
    }

    /// <summary>The host takes the first of a range that is free; hosts of other programs begin at 2048.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return Math.Min(((IPEndPoint)listener.LocalEndpoint).Port, IPEndPoint.MaxPort - 100);
    }
}
