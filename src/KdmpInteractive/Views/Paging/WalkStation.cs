using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>A table, or the page, on the way from the directory table base to the byte.</summary>
/// <param name="Name">Which one.</param>
/// <param name="Place">Its physical address, where that is known.</param>
/// <param name="Entry">The index of the entry in it, or what else there is to say.</param>
/// <param name="Problem">Why the walk ends here, in a few words; <see langword="null"/> where it goes on or arrives.</param>
/// <param name="IsReached">Whether the walk came this far.</param>
internal sealed record WalkStation(string Name, string? Place, string Entry, string? Problem = null, bool IsReached = true)
{
    private static readonly PageTableLevel[] s_levels = Enum.GetValues<PageTableLevel>();

    /// <summary>The stations of a walk; none where no table could be looked at.</summary>
    public static IReadOnlyList<WalkStation> Of(Translation translation)
    {
        if (translation.Walk.IsEmpty && translation.Failure?.Missing is null)
            return [];
        var stations = new List<WalkStation>();
        foreach (PageTableStep step in translation.Walk)
            stations.Add(Table(translation, step.Level, step.Address, step.Target is null && translation.PrototypePte is null ? PageTableBits.Kind(step) : null));
        bool arrives = translation.PageSize is not null;
        if (translation.PrototypePte is { } prototype)
            stations.Add(new("Prototype PTE", prototype.Address.ToString(), "", arrives ? null : PageTableBits.Kind(prototype)));
        else if (!arrives && translation.Failure is { Level: { } level, Missing: { } missing })
            stations.Add(Table(translation, level, missing, Missing(translation.Failure.Value)));
        if (arrives)
            return [.. stations, Page(translation)];
        IEnumerable<WalkStation> ahead = translation.PrototypePte is null
            ? s_levels.Skip(stations.Count).Select(next => new WalkStation(TableName(next), null, Index(translation, next), IsReached: false))
            : [];
        return [.. stations, .. ahead, new("Page", null, "", IsReached: false)];
    }

    /// <summary>The same in one line: <c>PML4 0x1ad000 [1f0] -> PDPT 0x1ae000 [014] -> ...</c></summary>
    public static string Line(IEnumerable<WalkStation> stations) => string.Join(" -> ", stations.Where(station => station.IsReached).Select(station =>
        string.Join(' ', new[] { station.Name, station.Place, station.Entry, station.Problem is { } problem ? $"(stops here: {problem})" : null }.Where(part => !string.IsNullOrEmpty(part)))));

    private static WalkStation Table(Translation translation, PageTableLevel level, PhysicalAddress entry, string? problem)
    {
        ulong table = entry.Value & ~(ulong)(PhysicalAddress.PageSize - 1);
        return new(TableName(level), Hex.Of(table), Index(translation, level), problem);
    }

    private static WalkStation Page(Translation translation)
    {
        ulong page = translation.PhysicalAddress!.Value.Value & ~((ulong)translation.PageSize!.Value - 1);
        string offset = $"+{Hex.Of(translation.PhysicalAddress.Value.Value - page)}";
        string? problem = translation.Failure is { } failure ? Missing(failure) : null;
        return new($"{Sizes.Of((ulong)translation.PageSize.Value)} page", Hex.Of(page), offset, problem);
    }

    private static string Missing(MemoryFailure failure) => failure.Reason == MemoryFailureReason.Truncated ? "past end of file" : "not in the dump";

    private static string TableName(PageTableLevel level) => level.Name().TrimEnd('E');

    private static string Index(Translation translation, PageTableLevel level) =>
        string.Create(CultureInfo.InvariantCulture, $"[{level.Index(translation.VirtualAddress):x3}]");
}
