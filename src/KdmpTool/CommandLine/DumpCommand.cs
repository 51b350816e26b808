using System.CommandLine;
using KdmpInteractive.Commands;
using KdmpParser;
using Command = KdmpInteractive.Commands.Command;

namespace KdmpTool.CommandLine;

/// <summary>A command of the table as System.CommandLine wants it: the dump's path first, then the command's own arguments, as text.</summary>
internal static class DumpCommand
{
    public static System.CommandLine.Command Build(Command command, TextWriter output, TextWriter error)
    {
        var built = new System.CommandLine.Command(command.Name, command.Summary);
        var dump = new Argument<string>("DUMP") { Description = "The dump file." };
        var json = new Option<bool>("--json") { Description = "Write JSON for programs." };
        if (command.NeedsDump)
            built.Add(dump);

        var readers = new List<Action<ParseResult, CommandArguments>>();
        foreach (CommandParameter parameter in command.ParametersFor(CommandPlaces.CommandLine))
            readers.Add(Add(built, parameter));
        if (command.HasJson)
            built.Add(json);

        // On another thread: only when an action has returned its task does System.CommandLine listen to Ctrl+C.
        built.SetAction((result, cancellation) => Task.Run(() =>
        {
            var arguments = new CommandArguments();
            foreach (Action<ParseResult, CommandArguments> read in readers)
                read(result, arguments);
            using var session = new KdmpSession();
            if (command.NeedsDump)
                session.Add("dump", KernelDump.Open(result.GetRequiredValue(dump)));
            var invocation = new CommandInvocation(session, arguments, CommandPlaces.CommandLine) { Cancellation = cancellation };
            return Write(command.Run(invocation), command.HasJson && result.GetValue(json), output, error);
        }));
        return built;
    }

    /// <summary>Declares a parameter.</summary>
    /// <returns>What takes its values out of a parsed line.</returns>
    private static Action<ParseResult, CommandArguments> Add(System.CommandLine.Command built, CommandParameter parameter)
    {
        if (parameter.IsMany)
        {
            var many = new Argument<string[]>(parameter.Name) { Description = parameter.Summary, Arity = ArgumentArity.ZeroOrMore };
            built.Add(many);
            return (result, arguments) => AddAll(arguments, parameter, result.GetValue(many));
        }

        if (parameter.IsPositional)
        {
            var one = new Argument<string>(parameter.Name)
            {
                Description = parameter.Summary,
                Arity = parameter.IsRequired ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne,
            };
            built.Add(one);
            return (result, arguments) => AddAll(arguments, parameter, result.GetValue(one) is { } value ? [value] : []);
        }

        if (parameter.IsFlag)
        {
            var flag = new Option<bool>(parameter.Name) { Description = parameter.Summary };
            built.Add(flag);
            return (result, arguments) => AddAll(arguments, parameter, result.GetValue(flag) ? [""] : []);
        }

        var option = new Option<string>(parameter.Name) { Description = parameter.Summary, HelpName = parameter.ValueName };
        built.Add(option);
        return (result, arguments) => AddAll(arguments, parameter, result.GetValue(option) is { } value ? [value] : []);
    }

    private static void AddAll(CommandArguments arguments, CommandParameter parameter, string[]? values)
    {
        foreach (string value in values ?? [])
            arguments.Add(parameter, value);
    }

    private static int Write(IEnumerable<CommandOutput> outputs, bool json, TextWriter output, TextWriter error)
    {
        int exitCode = ExitCode.Done;
        foreach (CommandOutput item in outputs)
        {
            bool asJson = json && item.Json is not null;
            output.Write(asJson ? item.Json!().ToJsonString() + "\n" : json ? null : item.View?.Invoke().ToText());

            // A view has its notes in it.
            if ((item.Shortfall ?? (json || item.View is null ? item.Note : null)) is { } remark)
            {
                output.Flush();
                error.WriteLine(remark);
            }

            if (item.Shortfall is not null)
                exitCode = ExitCode.Failed;
        }

        return exitCode;
    }
}
