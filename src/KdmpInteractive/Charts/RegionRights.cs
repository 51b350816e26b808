using KdmpInteractive.Charts.Figures;
using KdmpParser;

namespace KdmpInteractive.Charts;

/// <summary>Kinds of regions, by what they allow. What can be written and executed has a mark that is not to be overlooked.</summary>
internal static class RegionRights
{
    /// <summary>In the order of <see cref="Of"/>; lower-case marks are the kernel's.</summary>
    public static IReadOnlyList<Category> Categories { get; } =
    [
        new('r', "kernel r--", Palette.Grey),
        new('w', "kernel rw-", Palette.SkyBlue),
        new('x', "kernel r-x", Palette.Green),
        new('R', "user r--", Palette.Yellow),
        new('W', "user rw-", Palette.Orange),
        new('X', "user r-x", Palette.Purple),
        new(Category.Alarm, "rwx: some of it is writable and executable", Palette.Vermilion),
    ];

    /// <summary>Names for people, where the kernel's and the user's are told apart.</summary>
    public static string Name(VirtualRegion region) => $"{(region.User ? "user" : "kernel")} r{(region.Writable ? 'w' : '-')}{(region.Executable ? 'x' : '-')}";

    /// <summary>The place of a region's kind in <see cref="Categories"/>.</summary>
    public static int Of(VirtualRegion region) =>
        region is { Writable: true, Executable: true } ? Categories.Count - 1 : (region.User ? 3 : 0) + (region.Writable ? 1 : region.Executable ? 2 : 0);
}
