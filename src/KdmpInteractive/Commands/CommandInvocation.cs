using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary>One call of a command: its arguments, and the dumps that are open.</summary>
/// <param name="session">The open dumps.</param>
/// <param name="arguments">What was given.</param>
/// <param name="place">Where it was typed.</param>
public sealed class CommandInvocation(KdmpSession session, CommandArguments arguments, CommandPlaces place)
{
    /// <summary>The open dumps.</summary>
    public KdmpSession Session { get; } = session;

    /// <summary>What was given.</summary>
    public CommandArguments Arguments { get; } = arguments;

    /// <summary>Where it was typed.</summary>
    public CommandPlaces Place { get; } = place;

    /// <summary>Ends what takes long.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The dump that the command is about.</summary>
    /// <exception cref="CommandException">None is open.</exception>
    public KernelDump Dump => Session.Current
        ?? throw new CommandException("No dump is open: begin with #!kdmp open PATH, or #!kdmp open --sample.");

    /// <summary>Its physical memory.</summary>
    /// <exception cref="CommandException">It has none.</exception>
    public PhysicalMemory PhysicalMemory => Dump.PhysicalMemory
        ?? throw new CommandException($"{Dump.Name} is a small dump (type 4), which holds no physical memory; read its virtual memory instead.");

    /// <summary>Virtual memory: of the directory table base given with <c>--dtb</c>, or the dump's own.</summary>
    public VirtualAddressSpace VirtualMemory => Arguments.Address(CommandTable.DirectoryTableBase.Name) is { } directoryTableBase
        ? Dump.GetAddressSpace(directoryTableBase)
        : Dump.VirtualMemory;

    /// <summary>The same, where there are page tables to be walked.</summary>
    /// <exception cref="CommandException">There are none.</exception>
    public VirtualAddressSpace PageTables => VirtualMemory is { HasPageTables: true } memory ? memory : throw new CommandException(Dump switch
    {
        { PhysicalMemory: null } => $"{Dump.Name} is a small dump (type 4), which holds no page tables.",
        { Machine: MachineType.Arm64 } => $"{Dump.Name}: {new MemoryFailure(MemoryFailureReason.UnsupportedPageTables, 0)}.",
        _ => $"{Dump.Name} records no directory table base; give one with --dtb.",
    });
}
