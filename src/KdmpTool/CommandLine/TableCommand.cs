using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using KdmpInteractive.Commands;
using KdmpParser;
using KdmpTool.Notebooks;
using KdmpTool.Terminal;
using Command = KdmpInteractive.Commands.Command;

namespace KdmpTool.CommandLine;

/// <summary>
/// A command of the table as System.CommandLine wants it: the dump's path first, then the command's own arguments, as text. A command
/// without values of its own takes any number of dumps.
/// </summary>
internal sealed class TableCommand
{
    private readonly Command _command;
    private readonly Streams _streams;
    private readonly CancellationToken _cancellation;
    private readonly Argument _dumps;
    private readonly Option<string> _list = new("--from") { Description = "A file with one path a line, or - for standard input.", HelpName = "FILE" };
    private readonly Option<string> _page = new("--html") { Description = "Write a page with what a notebook would show.", HelpName = "FILE" };
    private readonly Option<bool> _json = new("--json") { Description = "Write JSON for programs." };
    private readonly List<Action<ParseResult, CommandArguments>> _readers = [];

    private TableCommand(Command command, Streams streams, CancellationToken cancellation)
    {
        _command = command;
        _streams = streams;
        _cancellation = cancellation;
        _dumps = TakesManyDumps
            ? new Argument<string[]>("DUMP") { Description = "The dump files.", Arity = ArgumentArity.ZeroOrMore }
            : new Argument<string>("DUMP") { Description = "The dump file." };
    }

    /// <summary>Whether it can go through several dumps, one after the other.</summary>
    private bool TakesManyDumps => _command.NeedsDump && !_command.Parameters.Any(parameter => parameter.IsPositional);

    public static System.CommandLine.Command Build(Command command, Streams streams, CancellationToken cancellation) =>
        new TableCommand(command, streams, cancellation).Build();

    private System.CommandLine.Command Build()
    {
        var built = new System.CommandLine.Command(_command.Name, _command.Summary);
        if (_command.NeedsDump)
            built.Add(_dumps);
        foreach (CommandParameter parameter in _command.ParametersFor(CommandPlaces.CommandLine))
            _readers.Add(Add(built, parameter));
        if (TakesManyDumps)
            built.Add(_list);
        if (_command.NeedsDump)
            built.Add(_page);
        if (_command.HasJson)
            built.Add(_json);
        built.SetAction(Run);
        return built;
    }

    /// <summary>Declares a parameter.</summary>
    /// <returns>What takes its values out of a parsed line.</returns>
    private static Action<ParseResult, CommandArguments> Add(System.CommandLine.Command built, CommandParameter parameter)
    {
        if (parameter.IsPositional)
        {
            Argument argument = parameter.IsMany ? new Argument<string[]>(parameter.Name) : new Argument<string>(parameter.Name);
            argument.Description = parameter.Summary;
            argument.Arity = (parameter.IsRequired, parameter.IsMany) switch
            {
                (true, true) => ArgumentArity.OneOrMore,
                (true, false) => ArgumentArity.ExactlyOne,
                (false, true) => ArgumentArity.ZeroOrMore,
                (false, false) => ArgumentArity.ZeroOrOne,
            };
            built.Add(argument);
            return (result, arguments) => AddAll(arguments, parameter, result.GetResult(argument)?.Tokens);
        }

        string[] aliases = parameter.Alias is { } alias ? [alias] : [];
        Option option = parameter.IsFlag ? new Option<bool>(parameter.Name, aliases) { Arity = ArgumentArity.Zero } : new Option<string>(parameter.Name, aliases);
        option.Description = parameter.Summary;
        option.HelpName = parameter.ValueName;
        if (parameter.Choices is { } choices)
            option.CompletionSources.Add(_ => Completions(choices));
        built.Add(option);
        return (result, arguments) =>
        {
            if (result.GetResult(option) is not { Implicit: false } given)
                return;
            if (parameter.IsFlag)
                arguments.Add(parameter, "");
            else
                AddAll(arguments, parameter, given.Tokens);
        };
    }

    /// <summary>The values that need no open dump.</summary>
    private static IEnumerable<CompletionItem> Completions(Func<KdmpSession, IEnumerable<string>> choices)
    {
        using var session = new KdmpSession();
        return [.. choices(session).Select(choice => new CompletionItem(choice))];
    }

    private static void AddAll(CommandArguments arguments, CommandParameter parameter, IEnumerable<Token>? given)
    {
        foreach (Token token in given ?? [])
            arguments.Add(parameter, token.Value);
    }

    private int Run(ParseResult result)
    {
        var arguments = new CommandArguments();
        foreach (Action<ParseResult, CommandArguments> read in _readers)
            read(result, arguments);
        bool isJson = _command.HasJson && result.GetValue(_json);
        string? page = _command.NeedsDump ? result.GetValue(_page) : null;
        if (isJson && page is not null)
            throw new CommandException("Give --json or --html, not both.", isUsage: true);

        var writer = new OutputWriter(_streams, isJson, page is null ? null : new());
        int exitCode = _command.NeedsDump ? RunOnDumps(result, arguments, writer) : Run(arguments, writer, session: new());
        if (page is not null)
            WrittenFile.Write(page, HtmlPage.Of(_command.Name, writer.Page!.ToString()));
        return exitCode;
    }

    private int RunOnDumps(ParseResult result, CommandArguments arguments, OutputWriter writer)
    {
        string[] given = [.. result.GetResult(_dumps)?.Tokens.Select(token => token.Value) ?? []];
        string? list = TakesManyDumps ? result.GetValue(_list) : null;
        if (given.Length == 0 && list is null)
            throw new CommandException($"{_command.Name} needs a dump: kdmp {_command.Name} DUMP.", isUsage: true);
        if (!TakesManyDumps)
            return RunOn(given[0], arguments, writer);

        int exitCode = ExitCode.Done;
        string[] first = [.. DumpPaths.Of(given, null)];
        writer.NamesDumps = list is not null || first.Length > 1;
        foreach (string path in list is null ? first : first.Concat(TextLines.Of(list)))
            exitCode = Math.Max(exitCode, RunOn(path, arguments, writer));
        return exitCode;
    }

    private int RunOn(string path, CommandArguments arguments, OutputWriter writer)
    {
        writer.Begin(path, _command.Name);
        try
        {
            using var session = new KdmpSession();
            session.Add("dump", DumpOpening.Open(path, arguments));
            return Run(arguments, writer, session);
        }
        catch (KernelDumpException e)
        {
            writer.Fail(e.Message, e.Error);
        }
        catch (CommandException e) when (!e.IsUsage)
        {
            writer.Fail(e.Message, e.Reason);
        }

        return ExitCode.Failed;
    }

    private int Run(CommandArguments arguments, OutputWriter writer, KdmpSession session)
    {
        using ProgressBar? progress = _streams.ShowsProgress ? new(_streams.Error) : null;
        var invocation = new CommandInvocation(session, arguments, writer.Page is null ? CommandPlaces.CommandLine : CommandPlaces.Notebook)
        {
            Cancellation = _cancellation,
            Progress = progress,
        };
        int exitCode = ExitCode.Done;
        foreach (CommandOutput output in _command.Run(invocation))
        {
            progress?.Hide();
            if (!writer.Write(output))
                exitCode = ExitCode.Failed;
        }

        return exitCode;
    }
}
