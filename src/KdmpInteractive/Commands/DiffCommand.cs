using KdmpInteractive.Charts;
using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>diff</c>: which pages two dumps of one machine differ in, or one page of both side by side.</summary>
internal static class DiffCommand
{
    private static readonly CommandParameter s_other = new("OTHER", "The later dump: the name of an open one, or a file.")
    {
        IsPath = true,
        Choices = session => session.Open.Select(dump => dump.Name),
    };

    private static readonly CommandParameter s_address = new("ADDRESS", "A physical address: its page is shown side by side. With two dumps open, it can stand alone.");

    public static Command Definition { get; } = new("diff", "Compare the pages of two dumps, or one page of both.", Run)
    {
        Parameters = [s_other, s_address, CommandTable.Maximum],
        Example = "later.dmp",
        CSharp = "dump.PhysicalMemory.Compare(KernelDump.Open(\"later.dmp\").PhysicalMemory)",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        PhysicalMemory before = invocation.PhysicalMemory;
        (string other, string? page) = Words(invocation);
        KernelDump? open = invocation.Named(other);
        using KernelDump? opened = open is null ? DumpOpening.Open(invocation.Session, other, invocation.Arguments) : null;
        KernelDump later = open ?? opened!;
        if (later == invocation.Dump)
            throw new CommandException($"{other} is the dump itself; name another one.", isUsage: true);

        PhysicalMemory after = CommandInvocation.PhysicalMemoryOf(later);
        string title = $"From {invocation.Dump.Name} to {later.Name}";
        if (page is not null)
        {
            ulong address = invocation.PhysicalAddressOf(page) & ~(ulong)(PhysicalAddress.PageSize - 1);
            (MemoryView one, MemoryView two) = (before.View(address), after.View(address));
            yield return new(() => PageComparisonView.Of(title, one, two, invocation.Limits), () => DumpJson.PageComparison(one, two));
            yield break;
        }

        IEnumerable<PageDifference> differences = before.Compare(after, invocation.Progress, invocation.Cancellation);
        if (invocation.Place == CommandPlaces.Notebook)
        {
            PageDifference[] all = [.. differences];
            yield return new(() => PageDifferencesView.Of(title, all, invocation.Limits, all.Length == 0 ? null : NotebookFigure.Of(DifferenceMap.Of(all))));
            yield break;
        }

        PageDifferenceTotals totals = default;
        foreach (PageDifference difference in differences)
        {
            totals = totals.Add(difference);
            yield return new(() => PageDifferencesView.Line(difference), () => DumpJson.PageDifference(difference));
        }

        yield return new(View: null) { Note = $"{title}: {PageDifferencesView.Totals(totals)}." };
    }

    /// <summary>The other dump and the address. An address alone is about the two dumps that are open.</summary>
    private static (string Other, string? Page) Words(CommandInvocation invocation)
    {
        string? first = invocation.Arguments.Text(s_other.Name), second = invocation.Arguments.Text(s_address.Name);
        OpenDump[] others = [.. invocation.Session.Open.Where(open => open.Dump != invocation.Dump)];
        if (first is not null && (second is not null || others.Length != 1 || invocation.Named(first) is not null || File.Exists(first)))
            return (first, second);
        if (others.Length == 1)
            return (others[0].Name, first);
        throw new CommandException("Which dump is the other one?", isUsage: true);
    }
}
