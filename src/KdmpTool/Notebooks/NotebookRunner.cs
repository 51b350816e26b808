using System.Text.RegularExpressions;
using KdmpInteractive;
using KdmpInteractive.Commands;
using KdmpInteractive.Grammar;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive.Formatting;

namespace KdmpTool.Notebooks;

/// <summary>
/// Runs the C# cells of a notebook, for people without a notebook server and for tests. It is no second host: what it does not know
/// is an error that names the real one.
/// </summary>
/// <param name="session">The dumps that are open; the runner closes them.</param>
internal sealed partial class NotebookRunner(KdmpSession session) : IDisposable
{
    private const string RealHost = "kdmp run knows C# cells, #r \"nuget:KdmpInteractive\" and #!kdmp; for everything else, open the notebook in .NET Interactive (Jupyter or VS Code).";

    private readonly CSharpSession _csharp = new();
    private bool _loaded;

    public NotebookRunner() : this(new())
    {
    }

    /// <summary>Hears the number of each cell that begins, counted from 1 over all cells.</summary>
    public Action<int>? Beginning { get; init; }

    /// <summary>Runs every cell up to the first that fails, and fills their outputs.</summary>
    public async Task<NotebookFailure?> RunAsync(Notebook notebook, CancellationToken cancellation)
    {
        for (int i = 0; i < notebook.Cells.Count; i++)
        {
            NotebookCell cell = notebook.Cells[i];
            if (cell.IsMarkdown)
                continue;

            Beginning?.Invoke(i + 1);
            using var collector = new OutputCollector(cell.Outputs);
            if (await RunAsync(cell, collector, cancellation) is { } error)
            {
                cell.Outputs.Add(error);
                return new(i + 1, error.Message);
            }
        }

        return null;
    }

    public void Dispose() => session.Dispose();

    private async Task<CellOutput.Error?> RunAsync(NotebookCell cell, OutputCollector collector, CancellationToken cancellation)
    {
        if (cell.Language != NotebookCell.CSharp)
            return new("UnknownLanguage", $"A cell of '{cell.Language}' cannot be run here: {RealHost}");
        foreach (CellPart part in CellPart.Split(cell.Source))
        {
            CellOutput.Error? error = part.IsDirective
                ? await ObeyAsync(part.Text, collector, cancellation)
                : await RunCodeAsync(part.Text, collector, cancellation);
            if (error is not null)
                return error;
        }

        return null;
    }

    private async Task<CellOutput.Error?> ObeyAsync(string line, OutputCollector collector, CancellationToken cancellation)
    {
        if (PackageReference().IsMatch(line))
        {
            if (!_loaded)
            {
                KdmpExtension.Register();
                Show(KdmpExtension.Welcome, collector);
            }

            _loaded = true;
            return null;
        }

        if (line.Split(' ')[0] != DirectiveLine.Directive)
            return new("UnknownDirective", $"'{line}' cannot be run here: {RealHost}");
        if (!_loaded)
            return new("NotLoaded", $"{DirectiveLine.Directive} is not known yet: a cell before this one must have #r \"nuget:KdmpInteractive\".");
        var cell = new KdmpInteractive.NotebookCell
        {
            Show = view => Show(view, collector),
            SetVariable = (name, dump) =>
            {
                _csharp.Set(name, dump);
                return Task.CompletedTask;
            },
            GetVariable = _csharp.Get,
            Cancellation = cancellation,
        };
        string? problem = await KdmpExtension.RunAsync(session, line, cell);
        return problem is null ? null : new("CommandFailed", problem);
    }

    private async Task<CellOutput.Error?> RunCodeAsync(string code, OutputCollector collector, CancellationToken cancellation)
    {
        // Code alone writes to the console, of which a process has one; the commands do not.
        (TextWriter console, TextWriter errors) = (Console.Out, Console.Error);
        Console.SetOut(collector);
        Console.SetError(collector);
        try
        {
            object? value = await _csharp.RunAsync(code, cancellation);
            if (value is not null)
                Show(value, collector);
            return null;
        }
        catch (CompilationErrorException e)
        {
            return new("CompilationError", string.Join('\n', e.Diagnostics));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever the user's code throws is the cell's result.
            return new(e.GetType().Name, e.Message);
        }
        finally
        {
            Console.SetOut(console);
            Console.SetError(errors);
            collector.EndStream();
        }
    }

    private static void Show(object value, OutputCollector collector)
    {
        // Plain text always: it is what a terminal shows and what tests compare.
        IEnumerable<string> mimeTypes = Formatter.GetPreferredMimeTypesFor(value.GetType()).Append(PlainTextFormatter.MimeType).Distinct();
        collector.Add(new CellOutput.Display(mimeTypes.ToDictionary(mimeType => mimeType, mimeType => value.ToDisplayString(mimeType))));
    }

    [GeneratedRegex("""^#r\s+"nuget:\s*KdmpInteractive\s*(,[^"]*)?"\s*(//.*)?$""", RegexOptions.IgnoreCase)]
    private static partial Regex PackageReference();
}
