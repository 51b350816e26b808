using KdmpInteractive.Grammar;
using KdmpInteractive.Rendering;

namespace KdmpInteractive.Views;

/// <summary>The structures of a file: where each stands, and what it is for.</summary>
internal static class NamedStructuresView
{
    public static View Of(string dump, IReadOnlyList<NamedStructure> structures, OutputLimits limits) => new(
        $"What stands at the beginning of {dump}",
        new DataTable(
            ["File offset#", "Bytes#", "Name", "Short name", "What it is"],
            [.. structures.Select(named => (string[])[
                Hex.Of((UInt128)named.Structure.FileOffset), Hex.Of((UInt128)named.Structure.Size), named.Structure.Name, named.ShortName ?? "", named.Summary])]))
    {
        Limits = limits,
    };
}
