using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Virtual addresses that map a physical one, a row each.</summary>
internal static class VirtualMappingsView
{
    private static readonly string[] s_columns = ["Virtual address#", "Page size#", "Rights"];

    public static View Of(IEnumerable<VirtualMapping> mappings) =>
        new("", BoundedTable.Of("Mappings", s_columns, mappings, Row, OutputLimits.Default));

    private static string[] Row(VirtualMapping mapping) =>
    [
        mapping.VirtualAddress.ToString(),
        Sizes.Of((ulong)mapping.PageSize),
        $"r{(mapping.Writable ? 'w' : '-')}{(mapping.Executable ? 'x' : '-')} {(mapping.User ? "user" : "kernel")}",
    ];
}
