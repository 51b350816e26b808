using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>A walk through the page tables: where it leads, a diagram, what the page allows, and a row for each entry.</summary>
internal static class TranslationView
{
    public static View Of(Translation translation)
    {
        var blocks = new List<Block> { new Paragraph(Result(translation), isWarning: translation.Failure is not null) };
        if (WalkStation.Of(translation) is { Count: > 0 } stations)
            blocks.Add(new WalkDiagram(stations));
        blocks.Add(new FieldList(Facts(translation)));
        if (!translation.Walk.IsEmpty)
            blocks.Add(PageTableStepsView.Table(translation));
        return new($"Translation of {translation.VirtualAddress}", blocks);
    }

    private static List<(string, string?)> Facts(Translation translation)
    {
        var facts = new List<(string, string?)> { ("Directory table base", Hex.Recorded(translation.DirectoryTableBase)) };
        if (translation.PageSize is { } size)
        {
            facts.Add(("Physical address", translation.PhysicalAddress?.ToString()));
            facts.Add(("Page size", Sizes.Of((ulong)size)));
            facts.Add(("Effective rights", translation.PrototypePte is not null || translation.IsTransition
                ? "none: the processor faults and Windows brings the page back"
                : $"{Rights(translation)} (what every level allows)"));
        }

        if (translation.Failure is { } failure)
        {
            facts.Add(("Failed at", failure.Level?.Name() ?? (translation.PageSize is null ? "no level: the walk did not begin" : "the page itself")));
            facts.Add(("Reason", failure.ToString()));
        }

        return facts;
    }

    /// <summary>One sentence without its full stop: where the address leads, or why nowhere.</summary>
    public static string Result(Translation translation)
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
}
