using KdmpInteractive.Grammar;
using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;
using KdmpParser.Analysis;

namespace KdmpInteractive.Commands;

/// <summary><c>disasm</c>: code as instructions, unless told those around the one that crashed.</summary>
internal static class DisasmCommand
{
    private const int DefaultCount = 16;
    private const int DefaultBefore = 8;

    private static readonly CommandParameter s_address =
        CommandTable.VirtualAddress("Where to begin: a virtual address; the instruction pointer of the crash, with some code before it, unless told.");

    private static readonly CommandParameter s_before = new("--before", "How many instructions before the address; none unless told.") { ValueName = "N" };
    private static readonly CommandParameter s_count = new("--count", "How many instructions from the address on; 16 unless told.") { ValueName = "N" };

    private static readonly CommandParameter s_context =
        new("--context", $"Whose registers give the operands values: {string.Join(", ", Choice.Names<ContextKind>())}; unless told, those that stand at the address.")
        {
            ValueName = "KIND",
            Alias = "--kind",
            Choices = _ => Choice.Names<ContextKind>(),
        };

    public static Command Definition { get; } = new("disasm", "Show code as instructions.", Run)
    {
        Parameters = [s_address, s_before, s_count, s_context, CommandTable.DirectoryTableBase],
        Example = "rip --count 4",
        CSharp = "dump.Disassemble(dump.Context.InstructionPointer.Value, 4)",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        CpuContext? context = invocation.Arguments.Has(s_context.Name) ? invocation.Context(Choice.Of(invocation.Arguments, s_context, ContextKind.Header)) : null;
        ulong? given = invocation.Address(s_address);
        context ??= given is null ? Crashed(invocation.Dump) : null;
        VirtualAddress address = given ?? context?.InstructionPointer ?? throw new CommandException(
            $"{invocation.Dump.Name} records no instruction pointer{(context is null ? "" : " in that context")}; give an address.");
        int count = Bounded(invocation, s_count) ?? DefaultCount;
        int before = invocation.Arguments.Text(s_before.Name) is "0" ? 0 : Bounded(invocation, s_before) ?? (given is null ? DefaultBefore : 0);
        CodeListing listing = invocation.Dump.Disassemble(
            address, new DisassemblyOptions { Count = count, Before = before, Context = context, Memory = invocation.VirtualMemory });

        // Who asks for many instructions is shown them.
        OutputLimits limits = count + before > OutputLimits.Default.Rows ? OutputLimits.Default.WithRows(count + before) : OutputLimits.Default;
        yield return new(() => CodeListingView.Of(listing, limits), () => AnalysisJson.Code(listing))
        {
            Shortfall = listing.Failure is { } failure ? MemoryViewView.Stop(failure, isPhysical: false) : null,
        };
    }

    /// <summary>The registers at the exception where there are any, else those of the header, else those at the bug check.</summary>
    private static CpuContext? Crashed(KernelDump dump) =>
        dump.Contexts.FirstOrDefault(context => context.Kind == ContextKind.Exception) ?? dump.Contexts.FirstOrDefault();

    private static int? Bounded(CommandInvocation invocation, CommandParameter parameter) =>
        invocation.Arguments.Count(parameter.Name) is not { } count ? null
        : count <= DisassemblyOptions.MaximumInstructions ? count
        : throw new CommandException($"{parameter.Name} is limited to {DisassemblyOptions.MaximumInstructions} instructions.", isUsage: true);
}
