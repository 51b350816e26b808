using KdmpInteractive.Grammar;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary>Every command, once.</summary>
public static class CommandTable
{
    /// <summary>The option that chooses one of several open dumps.</summary>
    internal static readonly CommandParameter Dump = new("--dump", "Which open dump; the one opened last unless told.")
    {
        ValueName = "NAME",
        Places = CommandPlaces.Notebook,
        Choices = session => session.Open.Select(dump => dump.Name),
    };

    /// <summary>A virtual address, with the names that one can have in the current dump.</summary>
    internal static CommandParameter VirtualAddress(string summary) =>
        new("ADDRESS", summary) { Choices = session => session.Current is { } current ? NamesIn(current.Dump) : [] };

    /// <summary>The option that raises the bound on what is shown.</summary>
    internal static readonly CommandParameter Maximum = new("--max", "How many rows to show at most.") { ValueName = "N" };

    /// <summary>The switch between the two kinds of addresses.</summary>
    internal static readonly CommandParameter Physical = new("--physical", "The address is a physical one.");

    /// <summary>The option that chooses other page tables.</summary>
    internal static readonly CommandParameter DirectoryTableBase =
        new("--dtb", "Directory table base to use instead of the header's.") { ValueName = "ADDRESS" };

    /// <summary>The commands, in the order of the help.</summary>
    public static IReadOnlyList<Command> All { get; } =
    [
        OpenCommand.Definition,
        CloseCommand.Definition,
        ListCommand.Definition,
        InfoCommand.Definition,
        StructureCommand.Definition,
        BugCheckCommand.Definition,
        ContextCommand.Definition,
        ExceptionCommand.Definition,
        StackCommand.Definition,
        DisasmCommand.Definition,
        SuspectsCommand.Definition,
        PagesCommand.Definition,
        PageCommand.Definition,
        ReadCommand.Definition,
        TranslateCommand.Definition,
        NearCommand.Definition,
        RegionsCommand.Definition,
        SearchCommand.Definition,
        StringsCommand.Definition,
        EntropyCommand.Definition,
        ModulesCommand.Definition,
        ProcessesCommand.Definition,
        ProcessorsCommand.Definition,
        HuntCommand.Definition,
        BlobsCommand.Definition,
        ConvertCommand.Definition,
        SampleCommand.Definition,
        MapCommand.Definition,
        DiffCommand.Definition,
        ChartsCommand.Definition,
        HelpCommand.Definition,
    ];

    /// <summary>The commands that exist in one place.</summary>
    public static IEnumerable<Command> For(CommandPlaces place) => All.Where(command => command.Places.HasFlag(place));

    /// <summary>A command by name.</summary>
    /// <exception cref="CommandException">There is none of this name in this place.</exception>
    public static Command Find(string name, CommandPlaces place) => For(place).FirstOrDefault(command => command.Name == name)
        ?? throw new CommandException(
            Nearest(name, place) is { } nearest
                ? $"There is no command '{name}'. Did you mean '{nearest.Name}'?"
                : $"There is no command '{name}'; the commands are {string.Join(", ", For(place).Select(command => command.Name))}.",
            isUsage: true);

    /// <summary>The command that somebody who mistyped its name probably meant; <see langword="null"/> when none is near.</summary>
    internal static Command? Nearest(string name, CommandPlaces place) =>
        NearestName.To(name, For(place).Select(command => command.Name)) is { } nearest ? Find(nearest, place) : null;

    /// <summary>None where C# closed the dump: a host that asks for completions expects no exception.</summary>
    private static IEnumerable<string> NamesIn(KernelDump dump)
    {
        try
        {
            return AddressExpression.Names(dump);
        }
        catch (ObjectDisposedException)
        {
            return [];
        }
    }
}
