using KdmpInteractive.Grammar;

namespace KdmpInteractive.Commands;

/// <summary>A command as data. The notebook's <c>#!kdmp</c>, the command line, the help and the documentation are all made from it.</summary>
/// <param name="Name">One lower-case word.</param>
/// <param name="Summary">One line: what it shows.</param>
/// <param name="Run">Does it. What it yields is shown as it comes.</param>
public sealed record Command(string Name, string Summary, Func<CommandInvocation, IEnumerable<CommandOutput>> Run)
{
    /// <summary>What it takes, in the order of the usage line.</summary>
    public IReadOnlyList<CommandParameter> Parameters { get; init; } = [];

    /// <summary>Arguments of an example, without the command's name.</summary>
    public string Example { get; init; } = "";

    /// <summary>C# that does the same as the example, where <c>dump</c> is the dump; <see langword="null"/> for what only a notebook has.</summary>
    public string? CSharp { get; init; }

    /// <summary>Where it exists.</summary>
    public CommandPlaces Places { get; init; } = CommandPlaces.Both;

    /// <summary>Whether it is about an open dump: on the command line, the file's path comes first.</summary>
    public bool NeedsDump { get; init; } = true;

    /// <summary>Whether it has a form for programs.</summary>
    public bool HasJson { get; init; }

    /// <summary>
    /// What it takes in one place. A command about a dump also takes the dump's name in a notebook, where several can be open, and how to
    /// open it on the command line; one that writes a file takes <c>--force</c>.
    /// </summary>
    public IEnumerable<CommandParameter> ParametersFor(CommandPlaces place)
    {
        CommandParameter[] own = [.. Parameters.Where(parameter => parameter.Places.HasFlag(place))];
        return
        [
            .. own,
            .. own.Any(parameter => parameter.IsOutput) ? [WrittenFile.Force] : (CommandParameter[])[],
            .. NeedsDump ? DumpOpening.Parameters.Prepend(CommandTable.Dump).Where(parameter => parameter.Places.HasFlag(place)) : [],
        ];
    }

    /// <summary>How it is written in a notebook: <c>#!kdmp page ADDRESS [--dump NAME]</c>.</summary>
    public string NotebookUsage =>
        string.Join(' ', [DirectiveLine.Directive, Name, .. ParametersFor(CommandPlaces.Notebook).Select(parameter => parameter.Usage)]);

    /// <summary>Its example in a notebook.</summary>
    internal string NotebookExample => $"{DirectiveLine.Directive} {Name} {Example}".TrimEnd();
}
