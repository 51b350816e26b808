using KdmpInteractive.Commands;

namespace KdmpInteractive.Grammar;

/// <summary>
/// The grammar of <c>#!kdmp</c> lines, which is the same in every host: <c>NAME value "a value" --option value --option=value --flag // comment</c>.
/// A path with spaces needs no quotes where it is the only positional value.
/// </summary>
public static class DirectiveLine
{
    /// <summary>What every line begins with.</summary>
    public const string Directive = "#!kdmp";

    private static readonly string[] s_help = ["--help", "-h", "-?"];

    /// <summary>
    /// The line as it was typed, out of what a host's untyped command says of itself: <c>Directive: #!kdmp open x</c>. For a command with
    /// nothing behind it the host leaves out the command's name.
    /// </summary>
    /// <param name="description">What the host's command says of itself.</param>
    /// <param name="registered">The name under which the handler was registered.</param>
    public static string FromHost(string description, string registered)
    {
        ArgumentNullException.ThrowIfNull(description);
        const string Prefix = "Directive: ";
        string line = (description.StartsWith(Prefix, StringComparison.Ordinal) ? description[Prefix.Length..] : description).Trim();
        return line == Directive && registered != Directive ? $"{Directive} {registered}" : line;
    }

    /// <summary>Splits a line into the command's name and the rest. Without a name, and with <c>--help</c>, it is about the help.</summary>
    /// <param name="line">With or without the directive itself.</param>
    public static (string Name, string Arguments) Split(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        string rest = line.Trim();
        if (rest.StartsWith(Directive, StringComparison.Ordinal))
            rest = rest[Directive.Length..].TrimStart();
        int end = rest.TakeWhile(c => !char.IsWhiteSpace(c)).Count();
        (string name, string arguments) = (rest[..end], rest[end..]);
        if (name.Length == 0 || name.StartsWith("//", StringComparison.Ordinal) || s_help.Contains(name))
            return ("help", "");
        return s_help.Contains(arguments.Trim()) ? ("help", name) : (name, arguments);
    }

    /// <summary>Reads the arguments of a command.</summary>
    /// <param name="command">Decides what the words mean.</param>
    /// <param name="arguments">The line behind the command's name.</param>
    /// <exception cref="CommandException">The line does not fit the command.</exception>
    public static CommandArguments Parse(Command command, string arguments)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(arguments);
        // Hosts know an option by one name, and refuse another before it comes here.
        CommandParameter[] parameters = [.. command.ParametersFor(CommandPlaces.Notebook).Select(parameter => parameter with { Alias = null })];
        bool mayBeginWithSlashes = parameters.FirstOrDefault(parameter => parameter.IsPositional) is { MayHaveSpaces: true };
        return CommandWords.Parse(command.Name, parameters, DirectiveToken.Split(arguments, mayBeginWithSlashes), arguments);
    }
}
