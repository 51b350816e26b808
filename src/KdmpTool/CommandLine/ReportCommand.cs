using System.CommandLine;
using System.Globalization;
using KdmpInteractive.Commands;
using KdmpInteractive.Rendering;
using KdmpParser;
using KdmpTool.Notebooks;
using KdmpTool.Reports;
using KdmpTool.Terminal;
using Command = System.CommandLine.Command;

namespace KdmpTool.CommandLine;

/// <summary><c>kdmp report</c>: what a dump says about its crash, as a page, as text, or as a notebook to go on from.</summary>
internal static class ReportCommand
{
    public const string Name = "report";

    public static Command Build(Streams streams, CancellationToken cancellation)
    {
        var path = new Argument<string>("DUMP") { Description = "The dump file." };
        var target = new Option<string>("--output", "-o")
        {
            Description = $"The file to write; its ending decides the format: {ReportFormat.Endings}.",
            HelpName = "FILE",
            Required = true,
        };
        var redact = new Option<bool>("--redact") { Description = "Leave out memory, texts, paths and everything else that can hold personal data." };
        var force = new Option<bool>(WrittenFile.Force.Name) { Description = WrittenFile.Force.Summary };
        var truncated = new Option<bool>(DumpOpening.AllowTruncated.Name) { Description = DumpOpening.AllowTruncated.Summary };
        var symbols = new Option<string>(DumpOpening.Symbols.Name) { Description = DumpOpening.Symbols.Summary, HelpName = DumpOpening.Symbols.ValueName };
        var built = new Command(Name, "Write what the dump says about its crash, with the commands that show it.") { path, target, force, redact, truncated, symbols };
        built.SetAction(result =>
        {
            string source = Path.GetFullPath(result.GetRequiredValue(path)), file = result.GetRequiredValue(target);
            Func<Notebook, string> write = ReportFormat.Of(file);
            file = Path.GetFullPath(file);
            if (source == file)
                throw new CommandException("The report would take the place of the dump.", isUsage: true);

            using var files = new OutputFiles(streams);
            files.Add(file, result.GetValue(force));
            bool isRedacted = result.GetValue(redact);
            var arguments = new CommandArguments();
            if (result.GetValue(truncated))
                arguments.Add(DumpOpening.AllowTruncated, "");
            if (result.GetValue(symbols) is { } store)
                arguments.Add(DumpOpening.Symbols, store);
            string report = write(RunAsync(source, arguments, Path.GetDirectoryName(file)!, isRedacted, streams, cancellation).GetAwaiter().GetResult());
            files.Write(file, report);
            files.Finish();
            string summary = string.Create(CultureInfo.InvariantCulture, $"Wrote {Path.GetFileName(file)}: {report.Length:N0} characters{(isRedacted ? ", redacted" : "")}.");
            streams.Output.WriteLine(VisibleText.Of(summary));
            return ExitCode.Done;
        });
        return built;
    }

    /// <summary>How the dump was opened, as options of <c>open</c>. Like the dump, a folder of symbols is named from the report's folder on, or not at all.</summary>
    private static IEnumerable<string> OpenOptions(CommandArguments arguments, string folder, bool isRedacted)
    {
        if (arguments.Has(DumpOpening.AllowTruncated.Name))
            yield return DumpOpening.AllowTruncated.Name;
        if (!isRedacted && arguments.Text(DumpOpening.Symbols.Name) is { } symbols && DumpPath.In(folder, Path.GetFullPath(symbols)) is { } path)
            yield return $"{DumpOpening.Symbols.Name} {path}";
    }

    /// <summary>Runs the report's cells on the dump, wherever they say that it is.</summary>
    private static async Task<Notebook> RunAsync(string source, CommandArguments arguments, string folder, bool isRedacted, Streams streams, CancellationToken cancellation)
    {
        using var opening = new KdmpSession();
        using KernelDump dump = DumpOpening.Open(opening, source, arguments);
        using KernelDump shown = isRedacted ? dump.Redact() : dump;
        Notebook report = CrashReport.Of(shown, isRedacted ? null : DumpPath.In(folder, source), OpenOptions(arguments, folder, isRedacted));
        using ProgressBar? progress = ProgressBar.For(streams);
        using var runner = new NotebookRunner(new() { OpenFile = (_, _) => shown }) { Beginning = cell => progress?.Say($"cell {cell} of {report.Cells.Count}") };
        return await runner.RunAsync(report, cancellation) is { } failure
            ? throw new CommandException($"Cell {failure.Cell} of the report failed: {failure.Message}")
            : report;
    }
}
