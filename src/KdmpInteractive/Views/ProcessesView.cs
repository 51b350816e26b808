using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Processes, a row each.</summary>
internal static class ProcessesView
{
    private static readonly string[] s_columns = ["PID#", "Parent#", "Name", "Directory table base#", "PEB#", "EPROCESS#"];

    public static View Of(CapturedList<Process> processes) => new(
        string.Create(CultureInfo.InvariantCulture, $"Processes: {processes.Count}"),
        [.. processes.Count > 0 ? [BoundedTable.Of(s_columns, processes, Row)] : (Block[])[], .. BoundedTable.Remark(processes.Failure)]);

    private static string[] Row(Process process) =>
    [
        process.Id.ToString(CultureInfo.InvariantCulture),
        process.ParentId?.ToString(CultureInfo.InvariantCulture) ?? "-",
        process.Name ?? "-",
        Hex.Recorded(process.DirectoryTableBase) ?? "-",
        process.Peb is { Value: not 0 } peb ? peb.ToString() : "-",
        process.Address?.ToString() ?? "-",
    ];
}
