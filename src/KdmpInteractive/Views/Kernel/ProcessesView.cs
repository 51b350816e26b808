using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Processes, a row each.</summary>
internal static class ProcessesView
{
    private static readonly string[] s_columns = ["PID#", "Parent#", "Name", "Directory table base#", "PEB#", "EPROCESS#"];

    /// <summary>The processes of a dump, by identifier.</summary>
    public static View Of(CapturedList<Process> processes, OutputLimits? limits = null)
    {
        limits ??= OutputLimits.Default;
        return new("", [.. BoundedTable.WithRemark(Table(processes.OrderBy(process => process.Id), limits), processes.Failure)]) { Limits = limits };
    }

    /// <summary>Processes in the order of somebody's list.</summary>
    public static View Of(IEnumerable<Process> processes) => new("", Table(processes, OutputLimits.Default));

    private static DataTable Table(IEnumerable<Process> processes, OutputLimits limits) => BoundedTable.Of("Processes", s_columns, processes, Row, limits);

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
