using KdmpInteractive.Grammar;
using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>read</c>: memory at a virtual or physical address as hex, with what is missing of it in its place.</summary>
internal static class ReadCommand
{
    /// <summary>What WinDbg's <c>db</c> shows unless told.</summary>
    private const int DefaultLength = 128;

    /// <summary>A view is a copy in memory; larger pieces are for the library, which reads into spans.</summary>
    private const int MaximumLength = 1 << 26;

    private static readonly CommandParameter s_address = CommandTable.VirtualAddress("Where to begin: a virtual address.") with { IsRequired = true };
    private static readonly CommandParameter s_length = new("--length", "How many bytes; 128 unless told.") { ValueName = "N", Alias = "--len" };
    private static readonly CommandParameter s_as = Choice.Option("--as", "UNIT", "What the numbers are", HexUnit.Bytes);

    public static Command Definition { get; } = new("read", "Show memory as hex.", Run)
    {
        Parameters = [s_address, CommandTable.Physical, s_length, s_as, CommandTable.DirectoryTableBase, CommandTable.Maximum],
        Example = "rsp --length 64 --as pointers",
        CSharp = "dump.VirtualMemory.ViewAll(0xffffa8848825e000, 64).As(HexUnit.Pointers, dump)",
        HasJson = true,
    };

    /// <summary>Memory as an output that says when it is less than was asked for. For programs it ends at the first byte that is missing.</summary>
    public static CommandOutput Output(MemoryPieces memory, HexUnit unit, CommandInvocation invocation) => new(
        () => MemoryViewView.Of(memory, unit, invocation.Dump, invocation.Limits),
        () => DumpJson.Memory(memory[0] with { Requested = memory.Requested }))
    {
        Shortfall = memory.FirstOrDefault(piece => piece.Failure is not null)?.Failure is { } failure ? MemoryViewView.Stop(failure, memory.IsPhysical) : null,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        int length = invocation.Arguments.Count(s_length.Name) ?? DefaultLength;
        if (length > MaximumLength)
            throw new CommandException($"{s_length.Name} is limited to {MaximumLength} bytes.", isUsage: true);
        HexUnit unit = Choice.Of(invocation.Arguments, s_as, HexUnit.Bytes);
        MemoryPieces memory = invocation.Arguments.Has(CommandTable.Physical.Name)
            ? invocation.PhysicalMemory.ViewAll(invocation.PhysicalAddress(s_address), length)
            : invocation.VirtualMemory.ViewAll(invocation.Address(s_address)!.Value, length);
        yield return Output(memory, unit, invocation);
    }
}
