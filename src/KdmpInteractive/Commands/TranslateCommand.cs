using KdmpInteractive.Grammar;
using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>translate</c>: walks the page tables. That an address has no page is an answer, not a failure of the command.</summary>
internal static class TranslateCommand
{
    private static readonly CommandParameter s_addresses = CommandTable.VirtualAddress("Virtual addresses.") with { IsMany = true };

    private static readonly CommandParameter s_from =
        TextLines.Option("A file with one address a line, or - for standard input.") with { Places = CommandPlaces.CommandLine };

    public static Command Definition { get; } = new("translate", "Walk the page tables for a virtual address.", Run)
    {
        Parameters = [s_addresses, s_from, CommandTable.DirectoryTableBase],
        Example = "fffff805`2a341234",
        CSharp = "dump.VirtualMemory.Translate(0xfffff8052a341234)",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        string? from = invocation.Arguments.Text(s_from.Name);
        IReadOnlyList<string> given = invocation.Arguments.Texts(s_addresses.Name);
        if (from is null && given.Count == 0)
            throw new CommandException("Which address is to be translated?", isUsage: true);

        KernelDump dump = invocation.Dump;
        VirtualAddressSpace memory = invocation.PageTables;
        foreach (string text in from is null ? given : given.Concat(TextLines.Of(from)))
        {
            Translation translation = memory.Translate(AddressExpression.Evaluate(text, dump));
            yield return new(() => TranslationView.Of(translation), () => DumpJson.Translation(translation));
        }
    }
}
