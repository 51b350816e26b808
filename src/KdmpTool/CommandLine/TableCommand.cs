using KdmpInteractive.Commands;
using KdmpInteractive.Grammar;
using KdmpTool.Notebooks;
using KdmpTool.Terminal;

namespace KdmpTool.CommandLine;

/// <summary>
/// A command of the table in a shell: the dump's path first, then the command's own arguments. A command without values of its own takes
/// any number of dumps.
/// </summary>
/// <param name="command">The command.</param>
internal sealed class TableCommand(Command command)
{
    private static readonly CommandParameter s_dump = new("DUMP", "The dump file.") { IsRequired = true, IsPath = true };
    private static readonly CommandParameter s_dumps = new("DUMP", "The dump files.") { IsMany = true, IsPath = true };
    private static readonly CommandParameter s_list = TextLines.Option("A file with one path a line, or - for standard input.");
    private static readonly CommandParameter s_page = new("--html", "Write a page with what a notebook would show.") { ValueName = "FILE", IsOutput = true };
    private static readonly CommandParameter s_json = new("--json", "Write JSON for programs.");

    /// <summary>Its name.</summary>
    public string Name => command.Name;

    /// <summary>One line about it.</summary>
    public string Summary => command.Summary;

    /// <summary>What it takes.</summary>
    public IReadOnlyList<CommandParameter> Parameters { get; } =
    [
        .. command.NeedsDump ? [TakesManyDumps(command) ? s_dumps : s_dump] : NoParameters,
        .. command.ParametersFor(CommandPlaces.CommandLine),
        .. TakesManyDumps(command) ? [s_list] : NoParameters,
        .. command.NeedsDump ? [s_page] : NoParameters,
        .. command.NeedsDump && !command.Parameters.Any(parameter => parameter.IsOutput) ? [WrittenFile.Force] : NoParameters,
        .. command.HasJson ? [s_json] : NoParameters,
    ];

    /// <summary>What every command about a dump takes; the last one where it has a form for programs.</summary>
    public static IEnumerable<CommandParameter> Shared => [.. DumpOpening.Parameters, s_page with { Places = CommandPlaces.CommandLine }, WrittenFile.Force, s_json with { Places = CommandPlaces.CommandLine }];

    /// <summary>How it is written, without what every command about a dump takes: <c>kdmp page DUMP ADDRESS</c>.</summary>
    public string Usage => string.Join(' ', ["kdmp", Name, .. Parameters.Where(parameter => !command.NeedsDump || Shared.All(shared => shared.Name != parameter.Name)).Select(parameter => parameter.Usage)]);

    /// <summary>Its example, with quotes where a shell has a use of its own for a character.</summary>
    public string Example
    {
        get
        {
            string[] dump = command.NeedsDump ? ["memory.dmp"] : [], words = command.Example.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return string.Join(' ', ["kdmp", Name, .. dump, .. words.Select(word => word.Contains('`', StringComparison.Ordinal) ? $"'{word}'" : word)]);
        }
    }

    private static CommandParameter[] NoParameters => [];

    /// <summary>Every command of the table that exists in a shell.</summary>
    public static IEnumerable<TableCommand> All => CommandTable.For(CommandPlaces.CommandLine).Select(command => new TableCommand(command));

    /// <summary>One of them by name, or <see langword="null"/>.</summary>
    public static TableCommand? Find(string name) => CommandTable.For(CommandPlaces.CommandLine).FirstOrDefault(command => command.Name == name) is { } found ? new(found) : null;

    /// <summary>Runs it.</summary>
    /// <param name="words">What stands behind its name.</param>
    /// <param name="streams">Where it writes.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="CommandException">The words do not fit, or a file cannot be written.</exception>
    public int Run(IReadOnlyList<string> words, Streams streams, CancellationToken cancellation)
    {
        CommandArguments arguments = CommandWords.Parse(Name, Parameters, DirectiveToken.Of(words), line: null);
        string? page = arguments.Text(s_page.Name);
        if (page is not null && arguments.Has(s_json.Name))
            throw new CommandException($"Give {s_json.Name} or {s_page.Name}, not both.", isUsage: true);

        using var files = new OutputFiles(streams);
        var writer = new OutputWriter(streams, arguments.Has(s_json.Name), page is null ? null : new(), files) { AnswersQuestions = arguments.Text(s_list.Name) == TextLines.StandardInput };
        var run = new TableCommandRun(command, arguments, writer, streams, cancellation);
        string[] outputs = [.. Parameters.Where(parameter => parameter.IsOutput).Select(parameter => arguments.Text(parameter.Name)).OfType<string>()];
        string subject = arguments.Text(s_dump.Name) ?? outputs.FirstOrDefault() ?? "";
        int exitCode = run.On(subject, () =>
        {
            foreach (string output in outputs)
                files.Add(output, arguments.Has(WrittenFile.Force.Name));
            return ExitCode.Done;
        });
        if (exitCode != ExitCode.Done)
            return exitCode;

        exitCode = command.NeedsDump ? run.OnDumps(Dumps(arguments, writer)) : run.WithoutDump(subject);
        if (writer.Page is { Length: > 0 } content)
            files.Write(page!, HtmlPage.Of(Name, content.ToString()));
        files.Finish();
        return exitCode;
    }

    private static bool TakesManyDumps(Command command) => command.NeedsDump && !command.Parameters.Any(parameter => parameter.IsPositional);

    /// <summary>The dumps that are meant. Those of a list are read as they are needed, so that another program can still be writing it.</summary>
    private IEnumerable<string> Dumps(CommandArguments arguments, OutputWriter writer)
    {
        IReadOnlyList<string> given = arguments.Texts(s_dump.Name);
        if (!TakesManyDumps(command))
            return given;
        string? list = arguments.Text(s_list.Name);
        if (given.Count == 0 && list is null)
            throw new CommandException($"{Name} needs {s_dumps.Name}: {s_dumps.Summary}", isUsage: true);
        string[] named = [.. given.SelectMany(DumpPaths.Matching)];
        writer.NamesDumps = list is not null || named.Length > 1;
        if (writer.NamesDumps && command.Parameters.FirstOrDefault(parameter => parameter.IsOutput && arguments.Has(parameter.Name)) is { } one)
            throw new CommandException($"{one.Name} writes one file, of one dump.", isUsage: true);
        return list is null ? named : named.Concat(TextLines.Of(list));
    }
}
