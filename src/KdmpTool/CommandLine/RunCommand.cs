using System.CommandLine;
using KdmpInteractive.Commands;
using KdmpTool.Notebooks;
using KdmpTool.Terminal;
using Command = System.CommandLine.Command;

namespace KdmpTool.CommandLine;

/// <summary><c>kdmp run</c>: a notebook without a notebook server.</summary>
internal static class RunCommand
{
    public const string Name = "run";

    public static Command Build(Streams streams, CancellationToken cancellation)
    {
        var path = new Argument<string>("NOTEBOOK") { Description = "A notebook with C# cells: .ipynb or .dib." };
        var html = new Option<string>("--html") { Description = "Write a page that needs nothing else.", HelpName = "FILE" };
        var executed = new Option<string>("--output") { Description = "Write the executed notebook.", HelpName = "FILE.ipynb" };
        var force = new Option<bool>(WrittenFile.Force.Name) { Description = WrittenFile.Force.Summary };
        var update = new Option<bool>("--update") { Description = "Store the outputs in the notebook itself (.ipynb)." };
        var json = new Option<bool>("--json") { Description = "Write a line of JSON for each code cell." };
        var built = new Command(Name, "Run a notebook and write what it shows.") { path, html, executed, force, update, json };
        built.SetAction(result =>
        {
            string source = Path.GetFullPath(result.GetRequiredValue(path));
            string? page = Absolute(result.GetValue(html)), target = Absolute(result.GetValue(executed));
            bool inPlace = result.GetValue(update);
            if ((inPlace && !IsIpynb(source)) || (target is not null && !IsIpynb(target)))
                throw new CommandException("Executed notebooks are written as .ipynb.", isUsage: true);

            using var files = new OutputFiles(streams);
            foreach (string file in new[] { page, target }.OfType<string>())
                files.Add(file, result.GetValue(force));

            // The notebook itself, also where it was named by a link.
            string notebookFile = inPlace && File.ResolveLinkTarget(source, returnFinalTarget: true) is { } linked ? linked.FullName : source;
            if (inPlace)
                files.Add(notebookFile, overwrite: true);
            Notebook notebook = Read(source);
            NotebookFailure? failure = RunAsync(notebook, Path.GetDirectoryName(source)!, streams, cancellation).GetAwaiter().GetResult();
            if (page is not null)
                files.Write(page, HtmlPage.Of(notebook));
            if (target is not null)
                files.Write(target, IpynbFormat.Write(notebook));
            if (inPlace && failure is null)
                files.Write(notebookFile, IpynbFormat.Write(notebook));
            files.Finish();
            if (result.GetValue(json))
                streams.Output.Write(string.Concat(IpynbFormat.OutputsOf(notebook).Select(cell => cell.ToJsonString() + "\n")));
            else if (page is null && target is null && !inPlace)
                streams.Output.Write(PlainOutput.Of(notebook));
            if (failure is null)
                return ExitCode.Done;
            throw new CommandException($"Cell {failure.Cell} failed: {failure.Message}");
        });
        return built;
    }

    private static bool IsIpynb(string file) => file.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase);

    /// <summary>The folder is another one while cells run.</summary>
    private static string? Absolute(string? file) => string.IsNullOrEmpty(file) || WrittenFile.IsStandardOutput(file) ? file : Path.GetFullPath(file);

    /// <summary>Runs in the notebook's folder, as notebook servers do: paths in its cells are relative to it.</summary>
    private static async Task<NotebookFailure?> RunAsync(Notebook notebook, string folder, Streams streams, CancellationToken cancellation)
    {
        string before = Directory.GetCurrentDirectory();
        using ProgressBar? progress = ProgressBar.For(streams);
        using var runner = new NotebookRunner() { Beginning = cell => progress?.Say($"cell {cell} of {notebook.Cells.Count}") };
        Directory.SetCurrentDirectory(folder);
        try
        {
            return await runner.RunAsync(notebook, cancellation);
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
        }
    }

    private static Notebook Read(string path)
    {
        try
        {
            string text = File.ReadAllText(path);
            return path.EndsWith(".dib", StringComparison.OrdinalIgnoreCase) ? DibFormat.Read(text) : IpynbFormat.Read(text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The notebook cannot be read: {e.Message}");
        }
    }
}
