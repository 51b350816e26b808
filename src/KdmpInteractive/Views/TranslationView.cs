using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>A walk through the page tables, a row for each entry, with the flags as WinDbg's <c>!pte</c> writes them.</summary>
internal static class TranslationView
{
    private static readonly string[] s_columns = ["Level", "Index#", "Entry at#", "Value", "Page frame#", "Flags"];

    public static View Of(Translation translation)
    {
        var blocks = new List<Block> { new Paragraph(Result(translation), isWarning: translation.Failure is not null) };
        if (!translation.Walk.IsEmpty)
            blocks.Add(new DataTable(s_columns, [.. Rows(translation)]));
        blocks.Add(new Paragraph($"Directory table base {Hex.Recorded(translation.DirectoryTableBase) ?? "not recorded"}"));
        return new($"Translation of {translation.VirtualAddress}", blocks);
    }

    private static string Result(Translation translation)
    {
        string? mapping = translation.PageSize is not { } size
            ? null
            : $"physical {translation.PhysicalAddress} in a page of {Sizes.Of((ulong)size)}: {Rights(translation)}";
        return translation.Failure switch
        {
            null => $"{translation.VirtualAddress} is {mapping}",
            { Reason: MemoryFailureReason.Truncated } when mapping is not null => $"{translation.VirtualAddress} is {mapping}, but that page is past the end of the file",
            { } when mapping is not null => $"{translation.VirtualAddress} is {mapping}, but that page is not in the dump",
            { } failure when translation.PrototypePte is { } prototype =>
                $"{translation.VirtualAddress} has no physical address here: its prototype PTE at {prototype.Address} says: {failure}",
            { } failure => $"{translation.VirtualAddress} has no physical address here: {failure}",
        };
    }

    private static string Rights(Translation translation)
    {
        if (translation.PrototypePte is { } prototype)
            return $"shared through the prototype PTE at {prototype.Address}, not valid for the processor, content still in memory";
        if (translation.IsTransition)
            return "in transition, not valid for the processor, content still in memory";
        string access = translation.Writable == true ? "read, write" : "read-only";
        string execute = translation.Executable == true ? ", execute" : "";
        return $"{access}{execute}, {(translation.User == true ? "user" : "kernel")}";
    }

    private static IEnumerable<string[]> Rows(Translation translation)
    {
        foreach (PageTableStep step in translation.Walk)
            yield return Row(step, step.Level.Name(), step.Level.Index(translation.VirtualAddress).ToString("x3", CultureInfo.InvariantCulture));
        if (translation.PrototypePte is { } prototype)
            yield return Row(prototype, "prototype", "-");
    }

    private static string[] Row(PageTableStep step, string level, string index)
    {
        PageTableEntry entry = step.Entry;
        return
        [
            level,
            index,
            step.Address.ToString(),
            Hex.Padded(entry.Value),
            step.Target is { } target ? Hex.Of(target.PageFrameNumber) : "-",
            entry.Present ? Flags(step) : step.Meaning.Kind.ToString(),
        ];
    }

    /// <summary>One letter for each bit, in the order of <c>!pte</c>: global, large, dirty, accessed, no cache, write-through, user or kernel, write or read, execute, valid.</summary>
    private static string Flags(PageTableStep step) => new(
    [
        step.Entry.Global ? 'G' : '-',
        step.IsLargePage ? 'L' : '-',
        step.Entry.Dirty ? 'D' : '-',
        step.Entry.Accessed ? 'A' : '-',
        step.Entry.CacheDisabled ? 'N' : '-',
        step.Entry.WriteThrough ? 'T' : '-',
        step.Entry.User ? 'U' : 'K',
        step.Entry.Writable ? 'W' : 'R',
        step.Entry.NoExecute ? '-' : 'E',
        'V',
    ]);
}
