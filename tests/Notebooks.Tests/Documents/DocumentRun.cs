using KdmpParser;
using KdmpTool.Notebooks;

namespace Notebooks.Tests.Documents;

/// <summary>
/// What a reader does who follows a document from its beginning: its examples in order, in one folder with the sample as <c>memory.dmp</c>,
/// its cells in one notebook, <c>kdmp</c> the program that was just built.
/// </summary>
internal sealed class DocumentRun : IDisposable
{
    private readonly string _before = Directory.GetCurrentDirectory();
    private readonly string _folder = Directory.CreateTempSubdirectory("kdmp-").FullName;
    private readonly string _programs = Directory.CreateTempSubdirectory("kdmp-").FullName;
    private readonly NotebookRunner _notebook = new();
    private readonly Dictionary<string, string> _environment;

    public DocumentRun()
    {
        KdmpSample.Write(Path.Combine(_folder, "memory.dmp"), DumpType.Bitmap);
        Directory.SetCurrentDirectory(_folder);
        string program = Path.Combine(_programs, "kdmp");
        File.WriteAllText(program, $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "kdmp.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        // A user who has no package yet, and no source of packages but those that the document names.
        string settings = Path.Combine(_programs, ".nuget", "NuGet", "NuGet.Config");
        Directory.CreateDirectory(Path.GetDirectoryName(settings)!);
        File.WriteAllText(settings, "<configuration />");
        _environment = new()
        {
            ["HOME"] = _programs,
            ["NUGET_PACKAGES"] = Path.Combine(_programs, "packages"),
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "0",
            ["MSBUILDDISABLENODEREUSE"] = "1",
        };
    }

    public async Task FollowAsync(Example example)
    {
        if (example.FileName is { } file)
        {
            Assert.Null(example.Output);
            File.WriteAllText(file, example.Text);
            if (file == "nuget.config")
                LocalPackages.Write(Directory.CreateDirectory("packages").FullName);
            return;
        }

        string given = example switch
        {
            { IsProgram: true } => CSharpProgram.Run(example.Text),
            { IsCell: true } => await RunCellAsync(example.Text),
            { Language: "sh" } => string.Concat(ShellLine.Of(example.Text).Select(Run)),
            { IsOutput: true } => throw new InvalidOperationException("it is an output without the example that gives it"),
            _ => throw new InvalidOperationException($"nobody knows how to run '{example.Language}'"),
        };
        if (example.Output is { } expected)
            ExpectedOutput.Matches(expected, given);
    }

    public void Dispose()
    {
        _notebook.Dispose();
        Directory.SetCurrentDirectory(_before);
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(_programs, recursive: true);
    }

    private string Run(ShellLine line) => RunElsewhere.Has(line.Command) ? "" : line.Run(_programs, _environment);

    private async Task<string> RunCellAsync(string text)
    {
        Notebook notebook = new([new(NotebookCell.CSharp, text)]);
        NotebookFailure? failure = await _notebook.RunAsync(notebook, TestContext.Current.CancellationToken);
        Assert.True(failure is null, failure?.Message);
        return PlainOutput.Of(notebook);
    }
}
