using KdmpInteractive.Commands;

namespace KdmpInteractive.Grammar;

/// <summary>The words behind a command's name as values of its parameters. One grammar, and one set of complaints, for notebooks and shells.</summary>
internal static class CommandWords
{
    /// <summary>Gives each word to the parameter that it belongs to.</summary>
    /// <param name="command">The command's name, for complaints.</param>
    /// <param name="parameters">What it takes.</param>
    /// <param name="words">The words, in order.</param>
    /// <param name="line">The line that the words were cut from, where a value may have spaces without quotes; <see langword="null"/> where a shell cut it.</param>
    /// <exception cref="CommandException">The words do not fit the command.</exception>
    public static CommandArguments Parse(string command, IReadOnlyList<CommandParameter> parameters, IReadOnlyList<DirectiveToken> words, string? line)
    {
        CommandParameter[] positional = [.. parameters.Where(parameter => parameter.IsPositional)];
        var values = new CommandArguments();
        int place = 0;
        for (int i = 0; i < words.Count; i++)
        {
            if (words[i].IsOption)
            {
                AddOption(command, parameters, words, ref i, values);
                continue;
            }

            if (place == positional.Length)
                throw new CommandException($"'{words[i].Text}' is one value too many for {command}.", isUsage: true);
            CommandParameter parameter = positional[place];
            values.Add(parameter, line is not null && parameter.MayHaveSpaces && positional.Length == 1 ? AsTyped(line, words, ref i) : words[i].Text);
            if (!parameter.IsMany)
                place++;
        }

        foreach (CommandParameter missing in parameters.Where(parameter => parameter.IsRequired && !values.Has(parameter.Name)))
            throw new CommandException($"{command} needs {missing.Name}: {missing.Summary}", isUsage: true);
        return values;
    }

    private static void AddOption(
        string command, IReadOnlyList<CommandParameter> parameters, IReadOnlyList<DirectiveToken> words, ref int i, CommandArguments values)
    {
        int equals = words[i].Text.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? words[i].Text : words[i].Text[..equals];
        CommandParameter parameter = parameters.FirstOrDefault(parameter => parameter.OptionName == name || parameter.Alias == name)
            ?? throw new CommandException($"{command} has no option {name}.{NearestName.Question(name, Options(parameters))}", isUsage: true);
        if (parameter.IsFlag)
            values.Add(parameter, equals < 0 ? "" : throw new CommandException($"{name} takes no value.", isUsage: true));
        else if (equals >= 0)
            values.Add(parameter, words[i].Text[(equals + 1)..]);
        else if (i + 1 < words.Count && !words[i + 1].IsOption)
            values.Add(parameter, words[++i].Text);
        else if (parameter.IsValueOptional)
            values.Add(parameter, "");
        else
            throw new CommandException($"{name} needs a value: {name} {parameter.ValueName ?? parameter.Name}.", isUsage: true);
    }

    private static IEnumerable<string> Options(IReadOnlyList<CommandParameter> parameters) =>
        parameters.Where(parameter => !parameter.IsPositional).Select(parameter => parameter.Name);

    /// <summary>The words up to the next option as they were typed, spaces included.</summary>
    private static string AsTyped(string line, IReadOnlyList<DirectiveToken> words, ref int i)
    {
        int first = i;
        while (!words[first].IsQuoted && i + 1 < words.Count && !words[i + 1].IsOption && !words[i + 1].IsQuoted)
            i++;
        return first == i ? words[i].Text : line[words[first].Start..words[i].End];
    }
}
