using System.CommandLine;
using System.CommandLine.Completions;
using KdmpInteractive.Commands;

namespace KdmpTool.CommandLine;

/// <summary>
/// A command of the table as System.CommandLine knows it, which writes the help and says what a shell can complete. It does not run it: the
/// grammar is that of the notebook, and loading and filling the library takes longer than most commands.
/// </summary>
internal static class DeclaredCommand
{
    public static System.CommandLine.Command Of(TableCommand command)
    {
        var declared = new System.CommandLine.Command(command.Name, command.Summary);
        foreach (CommandParameter parameter in command.Parameters)
        {
            if (parameter.IsPositional)
                declared.Add(Argument(parameter));
            else
                declared.Add(Option(parameter));
        }

        return declared;
    }

    private static Argument<string[]> Argument(CommandParameter parameter)
    {
        var argument = new Argument<string[]>(parameter.Name)
        {
            Description = parameter.Summary,
            Arity = (parameter.IsRequired, parameter.IsMany) switch
            {
                (true, true) => ArgumentArity.OneOrMore,
                (true, false) => ArgumentArity.ExactlyOne,
                (false, true) => ArgumentArity.ZeroOrMore,
                (false, false) => ArgumentArity.ZeroOrOne,
            },
        };
        argument.CompletionSources.Add(_ => Completions(parameter));
        return argument;
    }

    private static Option Option(CommandParameter parameter)
    {
        string[] aliases = parameter.Alias is { } alias ? [alias] : [];
        Option option = parameter.IsFlag ? new Option<bool>(parameter.Name, aliases) { Arity = ArgumentArity.Zero } : new Option<string>(parameter.Name, aliases);
        option.Description = parameter.Summary;
        option.HelpName = parameter.ValueName;
        if (parameter.Choices is not null)
            option.CompletionSources.Add(_ => Completions(parameter));
        return option;
    }

    /// <summary>The values that need no open dump.</summary>
    private static IEnumerable<CompletionItem> Completions(CommandParameter parameter)
    {
        using var session = new KdmpSession();
        return [.. parameter.Choices?.Invoke(session).Select(choice => new CompletionItem(choice)) ?? []];
    }
}
