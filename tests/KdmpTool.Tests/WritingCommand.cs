using KdmpInteractive.Commands;
using KdmpInteractive.Grammar;
using KdmpTool.CommandLine;

namespace KdmpTool.Tests;

/// <summary>A way to have a file written: a command, with the example out of its help, and one of the parameters that name a file.</summary>
/// <param name="Command">The command.</param>
/// <param name="Parameter">The parameter, as the command line has it.</param>
public sealed record WritingCommand(string Command, string Parameter)
{
    /// <summary>Every one: those of the table, and the two that only a shell has.</summary>
    public static IEnumerable<WritingCommand> All =>
    [
        .. TableCommand.All.SelectMany(command => command.Parameters.Where(parameter => parameter.IsOutput).Select(parameter => new WritingCommand(command.Name, parameter.Name))),
        new(ReportCommand.Name, "--output"),
        new(RunCommand.Name, "--html"),
        new(RunCommand.Name, "--output"),
    ];

    /// <summary>What the file's name has to end with.</summary>
    public string Ending => Command is RunCommand.Name or ReportCommand.Name ? Parameter == "--html" ? ".html" : ".ipynb" : "";

    /// <summary>A command line that has the file written.</summary>
    /// <param name="sample">The sample, and the folder around it.</param>
    /// <param name="file">The file.</param>
    /// <param name="dump">The dump, where it is another one than the sample.</param>
    public string[] On(SampleFile sample, string file, string? dump = null)
    {
        dump ??= sample.Path;
        if (TableCommand.Find(Command) is not { } command)
        {
            string notebook = sample.Named($"{Guid.NewGuid():n}.dib");
            File.WriteAllText(notebook, "#!markdown\n# A notebook without code");
            return [Command, Command == RunCommand.Name ? notebook : dump, Parameter, file];
        }

        Command inTable = CommandTable.All.Single(one => one.Name == Command);
        CommandArguments values = DirectiveLine.Parse(inTable, inTable.Example);
        var words = new List<string>([Command, .. inTable.NeedsDump ? [dump] : (string[])[]]);
        foreach (CommandParameter parameter in inTable.Parameters.Where(parameter => values.Has(parameter.Name) && parameter.Name != Parameter))
        {
            // Every other file of the example is one that is there.
            string value = parameter switch
            {
                { IsOutput: true } => OperatingSystem.IsWindows() ? "NUL" : "/dev/null",
                { IsPath: true } => sample.Path,
                _ => values.Text(parameter.Name)!,
            };
            words.AddRange(parameter.IsPositional ? [value] : parameter.IsFlag ? [parameter.Name] : [parameter.Name, value]);
        }

        bool isPositional = command.Parameters.Single(parameter => parameter.Name == Parameter).IsPositional;
        words.AddRange(isPositional ? [file] : [Parameter, file]);
        return [.. words];
    }

    public override string ToString() => $"{Command} {Parameter}";
}
