using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>strings</c>: readable text in a piece of memory, or in all of it. A line each on the command line, as they are found; a table in a notebook.</summary>
internal static class StringsCommand
{
    private const int DefaultLength = 1 << 16;
    private const int DefaultMinimum = 5;

    private static readonly CommandParameter s_address = CommandTable.VirtualAddress("Where to begin: a virtual address. Without one, all of physical memory is gone through, or what a small dump kept.");
    private static readonly CommandParameter s_length = new("--length", "How many bytes to go through; 64 KiB from an address on unless told.") { ValueName = "N" };
    private static readonly CommandParameter s_minimum = new("--min", "How many characters make a string; 5 unless told.") { ValueName = "N" };

    public static Command Definition { get; } = new("strings", "List readable text in memory, or in a piece of it.", Run)
    {
        Parameters = [s_address, CommandTable.Physical, s_length, s_minimum, CommandTable.DirectoryTableBase, CommandTable.Maximum],
        Example = "kdmpdemo --length 0x4000",
        CSharp = "dump.VirtualMemory.EnumerateStrings(0xfffff8052a340000, 0x4000)",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        CommandArguments arguments = invocation.Arguments;
        int minimum = arguments.Count(s_minimum.Name) ?? DefaultMinimum;
        if (minimum < 2)
            throw new CommandException($"{s_minimum.Name} is at least 2: every byte that is a letter would be a string.", isUsage: true);

        (bool isPhysical, ulong start, ulong? length) = MemoryPart.Of(invocation, s_address, arguments.Count(s_length.Name), DefaultLength);
        IEnumerable<FoundText> strings;
        MemoryFailure? failure;
        if (isPhysical)
        {
            PhysicalMemory memory = invocation.PhysicalMemory;
            strings = memory.EnumerateStrings(start, length ?? ulong.MaxValue, minimum, invocation.Progress, invocation.Cancellation);
            failure = length is null ? null : memory.View(start, 1).Failure;
        }
        else
        {
            VirtualAddressSpace memory = invocation.VirtualMemory;
            strings = memory.EnumerateStrings(start, length ?? ulong.MaxValue, minimum, invocation.Progress, invocation.Cancellation);
            failure = length is null ? null : memory.View(start, 1).Failure;
        }

        OutputLimits limits = invocation.Limits;
        if (invocation.Place == CommandPlaces.Notebook)
        {
            yield return new(() => FoundTextView.Of(strings, isPhysical, limits, failure is { } reason ? MemoryViewView.Stop(reason, isPhysical) : null));
            yield break;
        }

        foreach (FoundText text in invocation.Bounded(strings))
            yield return new(() => FoundTextView.Line(text, isPhysical), () => DumpJson.FoundText(text));
    }
}
