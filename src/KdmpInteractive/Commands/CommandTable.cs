namespace KdmpInteractive.Commands;

/// <summary>Every command, once.</summary>
public static class CommandTable
{
    /// <summary>The option that chooses other page tables.</summary>
    internal static readonly CommandParameter DirectoryTableBase =
        new("--dtb", "Directory table base to use instead of the header's.") { ValueName = "ADDRESS" };

    /// <summary>The commands, in the order of the help.</summary>
    public static IReadOnlyList<Command> All { get; } =
    [
        OpenCommand.Definition,
        InfoCommand.Definition,
        ContextCommand.Definition,
        ExceptionCommand.Definition,
        PagesCommand.Definition,
        PageCommand.Definition,
        ReadCommand.Definition,
        TranslateCommand.Definition,
        RegionsCommand.Definition,
        ModulesCommand.Definition,
        ProcessesCommand.Definition,
        BlobsCommand.Definition,
        ConvertCommand.Definition,
        MapCommand.Definition,
        HelpCommand.Definition,
    ];

    /// <summary>The commands that exist in one place.</summary>
    public static IEnumerable<Command> For(CommandPlaces place) => All.Where(command => command.Places.HasFlag(place));

    /// <summary>A command by name.</summary>
    /// <exception cref="CommandException">There is none of this name in this place.</exception>
    public static Command Find(string name, CommandPlaces place) => For(place).FirstOrDefault(command => command.Name == name)
        ?? throw new CommandException($"There is no command '{name}'; the commands are {string.Join(", ", For(place).Select(command => command.Name))}.", isUsage: true);
}
