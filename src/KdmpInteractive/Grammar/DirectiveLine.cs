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
        CommandParameter[] parameters = [.. command.ParametersFor(CommandPlaces.Notebook)];
        CommandParameter[] positional = [.. parameters.Where(parameter => parameter.IsPositional)];
        IReadOnlyList<DirectiveToken> tokens = DirectiveToken.Split(arguments, mayBeginWithSlashes: positional is [{ MayHaveSpaces: true }, ..]);
        var values = new CommandArguments();
        int place = 0;
        for (int i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].IsOption)
            {
                AddOption(command, parameters, tokens, ref i, values);
                continue;
            }

            if (place == positional.Length)
                throw new CommandException($"'{tokens[i].Text}' is one value too many for {command.Name}.", isUsage: true);
            CommandParameter parameter = positional[place];
            values.Add(parameter, parameter.MayHaveSpaces && positional.Length == 1 ? Words(arguments, tokens, ref i) : tokens[i].Text);
            if (!parameter.IsMany)
                place++;
        }

        foreach (CommandParameter missing in parameters.Where(parameter => parameter.IsRequired && !values.Has(parameter.Name)))
            throw new CommandException($"{command.Name} needs {missing.Name}: {missing.Summary}", isUsage: true);
        return values;
    }

    private static void AddOption(
        Command command, CommandParameter[] parameters, IReadOnlyList<DirectiveToken> tokens, ref int i, CommandArguments values)
    {
        int equals = tokens[i].Text.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? tokens[i].Text : tokens[i].Text[..equals];
        CommandParameter parameter = parameters.FirstOrDefault(parameter => parameter.OptionName == name || parameter.Alias == name)
            ?? throw new CommandException($"{command.Name} has no option {name}.{NearestName.Question(name, Options(parameters))}", isUsage: true);
        if (parameter.IsFlag)
            values.Add(parameter, equals < 0 ? "" : throw new CommandException($"{name} takes no value.", isUsage: true));
        else if (equals >= 0)
            values.Add(parameter, tokens[i].Text[(equals + 1)..]);
        else if (i + 1 < tokens.Count && !tokens[i + 1].IsOption)
            values.Add(parameter, tokens[++i].Text);
        else if (parameter.IsValueOptional)
            values.Add(parameter, "");
        else
            throw new CommandException($"{name} needs a value: {name} {parameter.ValueName ?? parameter.Name}.", isUsage: true);
    }

    private static IEnumerable<string> Options(CommandParameter[] parameters) =>
        parameters.Where(parameter => !parameter.IsPositional).Select(parameter => parameter.Name);

    /// <summary>The words up to the next option as they were typed, spaces included.</summary>
    private static string Words(string arguments, IReadOnlyList<DirectiveToken> tokens, ref int i)
    {
        int first = i;
        while (!tokens[first].IsQuoted && i + 1 < tokens.Count && !tokens[i + 1].IsOption && !tokens[i + 1].IsQuoted)
            i++;
        return first == i ? tokens[i].Text : arguments[tokens[first].Start..tokens[i].End];
    }
}
