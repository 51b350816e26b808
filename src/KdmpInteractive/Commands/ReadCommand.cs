using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>read</c>: memory at a virtual or physical address as hex.</summary>
internal static class ReadCommand
{
    /// <summary>What WinDbg's <c>db</c> shows unless told.</summary>
    private const int DefaultLength = 128;

    /// <summary>A view is a copy in memory; larger pieces are for the library, which reads into spans.</summary>
    private const int MaximumLength = 1 << 26;

    private static readonly CommandParameter s_address = CommandTable.VirtualAddress("Where to begin: a virtual address.") with { IsRequired = true };
    private static readonly CommandParameter s_physical = new("--physical", "The address is a physical one.");
    private static readonly CommandParameter s_length = new("--length", "How many bytes; 128 unless told.") { ValueName = "N" };

    public static Command Definition { get; } = new("read", "Show memory as hex.", Run)
    {
        Parameters = [s_address, s_physical, s_length, CommandTable.DirectoryTableBase],
        Example = "fffff805`2a341234 --length 16",
        CSharp = "dump.VirtualMemory.View(0xfffff8052a341234, 16)",
        HasJson = true,
    };

    /// <summary>Memory as an output that says when it is less than was asked for.</summary>
    public static CommandOutput Output(MemoryView memory) => new(() => MemoryViewView.Of(memory), () => DumpJson.Memory(memory))
    {
        Shortfall = memory.Failure is { } failure ? MemoryViewView.Stop(failure, memory.IsPhysical) : null,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        ulong address = invocation.Address(s_address)!.Value;
        int length = invocation.Arguments.Count(s_length.Name) ?? DefaultLength;
        if (length > MaximumLength)
            throw new CommandException($"{s_length.Name} is limited to {MaximumLength} bytes.", isUsage: true);
        yield return Output(invocation.Arguments.Has(s_physical.Name)
            ? invocation.PhysicalMemory.View(address, length)
            : invocation.VirtualMemory.View(address, length));
    }
}
