using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>page</c>: one whole page of physical memory as hex.</summary>
internal static class PageCommand
{
    private static readonly CommandParameter s_address = new("ADDRESS", "A physical address in the page.") { IsRequired = true };

    public static Command Definition { get; } = new("page", "Show a page of physical memory as hex.", Run)
    {
        Parameters = [s_address, CommandTable.Maximum],
        Example = "0x1000",
        CSharp = "dump.PhysicalMemory.ViewAll(0x1000)",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        ulong address = invocation.PhysicalAddress(s_address);
        MemoryPieces page = invocation.PhysicalMemory.ViewAll(address - address % PhysicalAddress.PageSize);
        yield return ReadCommand.Output(page, HexUnit.Bytes, invocation);
    }
}
