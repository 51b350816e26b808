using KdmpInteractive.Views;

namespace KdmpInteractive.Commands;

/// <summary><c>help</c>: the commands, or one of them in full. (The command line's own parser writes its help, from the same table.)</summary>
internal static class HelpCommand
{
    private static readonly CommandParameter s_command = new("COMMAND", "The command to explain.")
    {
        Choices = _ => CommandTable.For(CommandPlaces.Notebook).Select(command => command.Name),
    };

    public static Command Definition { get; } = new("help", "List the commands, or explain one.", Run)
    {
        Parameters = [s_command],
        Example = "translate",
        Places = CommandPlaces.Notebook,
        NeedsDump = false,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        Command? command = invocation.Arguments.Text(s_command.Name) is { } name ? CommandTable.Find(name, invocation.Place) : null;
        yield return new(() => command is null ? HelpView.OfAll() : HelpView.Of(command));
    }
}
