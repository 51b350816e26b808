using KdmpInteractive.Rendering;
using KdmpParser;
using KdmpParser.Analysis;

namespace KdmpInteractive.Views;

/// <summary>Executable memory that is worth a look, a row for each piece.</summary>
internal static class CodeRegionsView
{
    /// <summary>What such memory can mean besides.</summary>
    public const string WritableRemark =
        "Whoever can write here can run code. Innocent: programs that compile at run time, and large pages of older builds, which take code and data together.";

    /// <inheritdoc cref="WritableRemark"/>
    public const string OutsideRemark =
        "Executable memory of the kernel that no listed module has. Innocent: the HAL's heap, the firmware's run-time services, what kernel address shadowing maps "
        + "twice, drivers of other sessions, and large pages that cover more than the module that is mapped with them.";

    private static readonly string[] s_columns = ["Start#", "Last#", "Size#", "Pages#", "Rights", "Where"];

    /// <summary>What one hunt found.</summary>
    /// <param name="title">One line.</param>
    /// <param name="remark">What it means, and does not mean.</param>
    /// <param name="regions">The memory.</param>
    /// <param name="limits">How much is shown.</param>
    public static View Of(string title, string remark, CapturedList<CodeRegion> regions, OutputLimits limits) =>
        new(title, [new Paragraph(remark), .. HuntedTable.Of(Table(regions, limits), regions)]) { Limits = limits };

    /// <summary>A list of a dump.</summary>
    public static View Of(CapturedList<CodeRegion> regions) => new("", [.. HuntedTable.Of(Table(regions, OutputLimits.Default), regions)]);

    /// <summary>Memory in the order of somebody's list.</summary>
    public static View Of(IEnumerable<CodeRegion> regions) => new("", Table(regions, OutputLimits.Default));

    private static DataTable Table(IEnumerable<CodeRegion> regions, OutputLimits limits) => BoundedTable.Of("Executable memory", s_columns, regions, Row, limits);

    private static string[] Row(CodeRegion found)
    {
        VirtualRegion region = found.Region;
        return
        [
            region.Start.ToString(),
            region.Last.ToString(),
            Sizes.Of(region.Length),
            Sizes.Of((ulong)region.PageSize),
            $"r{(region.Writable ? 'w' : '-')}{(region.Executable ? 'x' : '-')} {(region.User ? "user" : "kernel")}",
            Where(found),
        ];
    }

    private static string Where(CodeRegion found) => found switch
    {
        { Module: { } module, Section: { } section } => $"{module.Name ?? "(no name)"}, {section}",
        { Module: { } module } => module.Name ?? "(no name)",
        { LargePageOf: { } module } => $"large page, of {module.Name ?? "(no name)"}, too",
        { UnloadedDriver: { } driver } => $"where {driver.Name ?? "(no name)"} was before it was unloaded",
        _ => "in no module",
    };
}
