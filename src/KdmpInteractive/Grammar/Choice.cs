using KdmpInteractive.Commands;

namespace KdmpInteractive.Grammar;

/// <summary>Values of an enumeration as people type them: one lower-case word each.</summary>
internal static class Choice
{
    /// <summary>The words.</summary>
    public static string[] Names<T>() where T : struct, Enum
    {
        // No query: over an enumeration of another assembly, it is compiled at each start of the program.
        string[] names = typeof(T).GetEnumNames();
        for (int i = 0; i < names.Length; i++)
            names[i] = names[i].ToLowerInvariant();
        return names;
    }

    /// <summary>The word for a value.</summary>
    public static string Name<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>An option that takes one of them.</summary>
    /// <param name="name">Its name, with two dashes.</param>
    /// <param name="valueName">What stands for the word in the usage.</param>
    /// <param name="summary">What the words are; they follow by themselves.</param>
    /// <param name="unlessTold">The value without the option.</param>
    public static CommandParameter Option<T>(string name, string valueName, string summary, T unlessTold) where T : struct, Enum =>
        Option(name, valueName, summary, Names<T>(), Name(unlessTold));

    /// <summary>The value that was given for such an option.</summary>
    /// <param name="arguments">What was given.</param>
    /// <param name="parameter">The option.</param>
    /// <param name="unlessTold">The value without the option.</param>
    /// <exception cref="CommandException">The word is none of them.</exception>
    public static T Of<T>(CommandArguments arguments, CommandParameter parameter, T unlessTold) where T : struct, Enum
    {
        if (arguments.Text(parameter.Name) is not { } text)
            return unlessTold;
        foreach (T value in Enum.GetValues<T>())
        {
            if (Name(value) == text)
                return value;
        }

        throw new CommandException(
            $"{parameter.Name} takes {string.Join(", ", Names<T>())}, not '{text}'.{NearestName.Question(text, Names<T>())}", isUsage: true);
    }

    private static CommandParameter Option(string name, string valueName, string summary, string[] words, string unlessTold) =>
        new(name, $"{summary}: {string.Join(", ", words)}; {unlessTold} unless told.") { ValueName = valueName, Choices = _ => words };
}
