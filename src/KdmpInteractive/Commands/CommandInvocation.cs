using KdmpInteractive.Grammar;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary>One call of a command: its arguments, and the dumps that are open.</summary>
/// <param name="session">The open dumps.</param>
/// <param name="arguments">What was given.</param>
/// <param name="place">Where it was typed.</param>
public sealed class CommandInvocation(KdmpSession session, CommandArguments arguments, CommandPlaces place)
{
    /// <summary>MAXPHYADDR is at most 52 (Intel SDM vol. 3A, 4.1.4).</summary>
    private const int PhysicalAddressBits = 52;

    /// <summary>The open dumps.</summary>
    public KdmpSession Session { get; } = session;

    /// <summary>What was given.</summary>
    public CommandArguments Arguments { get; } = arguments;

    /// <summary>Where it was typed.</summary>
    public CommandPlaces Place { get; } = place;

    /// <summary>Ends what takes long.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Hears how far what takes long has come.</summary>
    public IProgress<ScanProgress>? Progress { get; init; }

    /// <summary>Finds a C# variable by name, so that dumps that were opened in C# can be named, too.</summary>
    public Func<string, object?>? FindVariable { get; init; }

    /// <summary>The dump that the command is about: the one named with <c>--dump</c>, or the one opened last.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public KernelDump Dump => Arguments.Text(CommandTable.Dump.Name) is { } name ? Named(name) ?? Session.Get(name).Dump : Session.Get(null).Dump;

    /// <summary>Whether files that are there already are replaced.</summary>
    internal bool Overwrites => Arguments.Has(WrittenFile.Force.Name);

    /// <summary>Its physical memory.</summary>
    /// <exception cref="CommandException">It has none.</exception>
    public PhysicalMemory PhysicalMemory => PhysicalMemoryOf(Dump);

    /// <summary>A dump by name: one of the session, or a C# variable; <see langword="null"/> when there is none.</summary>
    /// <param name="name">The name.</param>
    public KernelDump? Named(string name) => Session.TryGet(name)?.Dump ?? FindVariable?.Invoke(name) as KernelDump;

    /// <summary>How much is shown: the defaults, or as many rows as <c>--max</c> says.</summary>
    /// <exception cref="CommandException">It is no count.</exception>
    public OutputLimits Limits => Arguments.Count(CommandTable.Maximum.Name) is { } rows ? OutputLimits.Default.WithRows(rows) : OutputLimits.Default;

    /// <summary>As much of a list as is shown where each thing of it is a line of its own: all of it, unless <c>--max</c> says less.</summary>
    internal IEnumerable<T> Bounded<T>(IEnumerable<T> items) => Arguments.Count(CommandTable.Maximum.Name) is { } most ? items.Take(most) : items;

    /// <summary>Virtual memory: of the directory table base given with <c>--dtb</c>, or the dump's own.</summary>
    public VirtualAddressSpace VirtualMemory => Address(CommandTable.DirectoryTableBase) is { } directoryTableBase
        ? Dump.GetAddressSpace(directoryTableBase)
        : Dump.VirtualMemory;

    /// <summary>The same, where there are page tables to be walked.</summary>
    /// <exception cref="CommandException">There are none.</exception>
    public VirtualAddressSpace PageTables => VirtualMemory is { HasPageTables: true } memory ? memory : throw new CommandException(Dump switch
    {
        { IsRedacted: true } => $"{Dump.Name} is redacted; its page tables are left out.",
        { PhysicalMemory: null } => $"{Dump.Name} is a small dump (type 4), which holds no page tables.",
        { Machine: MachineType.Arm64 } => $"{Dump.Name}: {new MemoryFailure(MemoryFailureReason.UnsupportedPageTables, 0)}.",
        _ => $"{Dump.Name} records no directory table base; give one with --dtb.",
    });

    /// <summary>The value of a parameter as an address, or <see langword="null"/> where it was not given.</summary>
    /// <param name="parameter">One that is given at most once.</param>
    /// <exception cref="CommandException">It is none.</exception>
    public ulong? Address(CommandParameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return Arguments.Text(parameter.Name) is { } text ? AddressExpression.Evaluate(text, Dump) : null;
    }

    /// <summary>The value of a parameter as a physical address.</summary>
    /// <param name="parameter">One that is required.</param>
    /// <exception cref="CommandException">It is no address, or one with more bits than a physical address has.</exception>
    internal ulong PhysicalAddress(CommandParameter parameter) => PhysicalAddressOf(Arguments.Text(parameter.Name)!);

    /// <inheritdoc cref="PhysicalAddress"/>
    /// <param name="text">What was given.</param>
    internal ulong PhysicalAddressOf(string text)
    {
        ulong address = AddressExpression.Evaluate(text, Dump);
        return address >> PhysicalAddressBits == 0 ? address : throw new CommandException(
            $"{Hex.Of(address)} is not a physical address, which has at most {PhysicalAddressBits} bits; translate gives the one of a virtual address.", isUsage: true);
    }

    /// <summary>The dump's context of a kind.</summary>
    /// <exception cref="CommandException">It has none.</exception>
    internal CpuContext Context(ContextKind kind) => Dump.Contexts.FirstOrDefault(context => context.Kind == kind) ?? throw new CommandException(Dump.Contexts.IsEmpty
        ? $"{Dump.Name} records no context."
        : $"{Dump.Name} has no context of kind {Choice.Name(kind)}; it has {string.Join(", ", Dump.Contexts.Select(context => Choice.Name(context.Kind)))}.");

    /// <summary>The physical memory of a dump.</summary>
    /// <exception cref="CommandException">It has none.</exception>
    internal static PhysicalMemory PhysicalMemoryOf(KernelDump dump) => dump.PhysicalMemory
        ?? throw new CommandException($"{dump.Name} is a small dump (type 4), which holds no physical memory; read its virtual memory instead.");
}
