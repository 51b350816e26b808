using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;
using KdmpParser.Analysis;

namespace KdmpInteractive.Commands;

/// <summary><c>near</c>: everything that is known of an address. That nothing is known is an answer, not a failure of the command.</summary>
internal static class NearCommand
{
    private static readonly CommandParameter s_address = CommandTable.VirtualAddress("A virtual address.") with { IsRequired = true };

    public static Command Definition { get; } = new("near", "Say what is known of an address: symbols, function, section, module, page.", Run)
    {
        Parameters = [s_address],
        Example = "fffff805`2a341234",
        CSharp = "dump.DescribeSurroundings(0xfffff8052a341234)",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        AddressSurroundings address = invocation.Dump.DescribeSurroundings(invocation.Address(s_address)!.Value);
        yield return new(() => SurroundingsView.Of(address), () => AnalysisJson.Surroundings(address));
    }
}
