using System.Globalization;
using KdmpInteractive.Charts;
using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>entropy</c>: how evenly the bytes of each page are spread. A line each on the command line, as they are counted; a table and a chart in a notebook.</summary>
internal static class EntropyCommand
{
    private const int DefaultLength = 1 << 16;

    /// <summary>Pages of which a chart is made.</summary>
    private const int MaximumDrawn = 1024;

    private static readonly CommandParameter s_address =
        CommandTable.VirtualAddress("Where to begin: a virtual address. Without one, all of physical memory is gone through, or what a small dump kept.");

    private static readonly CommandParameter s_length = new("--length", "How many bytes to go through; 64 KiB from an address on unless told.") { ValueName = "N" };
    private static readonly CommandParameter s_above = new("--above", "Only pages with more bits per byte than this, as in 7.5 for compressed and encrypted ones.") { ValueName = "BITS" };

    public static Command Definition { get; } = new("entropy", "Say of each page how random its bytes look: compressed and encrypted memory stands out.", Run)
    {
        Parameters = [s_address, CommandTable.Physical, s_length, s_above, CommandTable.DirectoryTableBase, CommandTable.Maximum],
        Example = "kdmpdemo --length 0x4000",
        CSharp = "dump.VirtualMemory.EnumerateEntropy(0xfffff8052a340000, 0x4000)",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        MemoryPart part = MemoryPart.Of(invocation, s_address, invocation.Arguments.Count(s_length.Name), DefaultLength);
        double? above = Above(invocation.Arguments);
        IEnumerable<PageEntropy> pages = part.IsPhysical
            ? invocation.PhysicalMemory.EnumerateEntropy(part.Start, part.Length, invocation.Progress, invocation.Cancellation)
            : invocation.VirtualMemory.EnumerateEntropy(part.Start, part.Length, invocation.Progress, invocation.Cancellation);
        if (above is { } least)
            pages = pages.Where(page => page.BitsPerByte > least);

        OutputLimits limits = invocation.Limits;
        if (invocation.Place == CommandPlaces.Notebook)
        {
            int most = Math.Max(limits.Rows, MaximumDrawn);
            PageEntropy[] found = [.. pages.Take((int)Math.Min(most + 1L, Array.MaxLength))];
            yield return new(() => PageEntropyView.Of(
                found.Take(most), part.IsPhysical, found.Length > most, limits, above is null && found.Length > 1 ? NotebookFigure.Of(EntropyLine.Of(found.Take(MaximumDrawn), part.IsPhysical)) : null));
            yield break;
        }

        int count = 0;
        foreach (PageEntropy page in invocation.Bounded(pages))
        {
            count++;
            yield return new(() => PageEntropyView.Line(page, part.IsPhysical), () => DumpJson.Entropy(page));
        }

        if (count == 0)
            yield return new(View: null) { Shortfall = above is null ? "Nothing of that memory can be read." : "No page has more." };
    }

    private static double? Above(CommandArguments arguments)
    {
        if (arguments.Text(s_above.Name) is not { } text)
            return null;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double bits) && bits <= 8
            ? bits
            : throw new CommandException($"'{text}' is no number of bits per byte for {s_above.Name}: 0 to 8, as in 7.5.", isUsage: true);
    }
}
