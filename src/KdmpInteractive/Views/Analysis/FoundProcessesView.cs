using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser.Analysis;

namespace KdmpInteractive.Views;

/// <summary>Processes and who knows of them, a row each.</summary>
internal static class FoundProcessesView
{
    public const string Remark =
        "A process that something knows of and the list does not is hidden, or has ended: a scan finds ended ones until their memory is used again. "
        + "It does not find one on two pages that do not follow each other in physical memory.";

    private static readonly string[] s_columns = ["PID#", "Name", "List", "Thread", "Id table", "Scan", "EPROCESS#", "Physical#", "Remark"];

    /// <summary>The processes of a dump.</summary>
    public static View Of(FoundProcesses found, OutputLimits? limits = null)
    {
        limits ??= OutputLimits.Default;
        int unlisted = found.Processes.Count(process => process.IsUnlisted);
        string title = unlisted switch
        {
            0 when (found.Sources & (ProcessSources.IdTable | ProcessSources.Scan)) == 0 => "Processes, with nothing to compare the list with",
            0 => "No process is missing in the list",
            1 => "One process is missing in the list",
            _ => string.Create(CultureInfo.InvariantCulture, $"{unlisted:N0} processes are missing in the list"),
        };
        return new(found.Sources == ProcessSources.None ? "No source of processes can be read" : title,
        [
            new Paragraph(Remark),
            Table(found.Processes, found.Sources, limits),
            .. found.Failures.Select(failure => new Paragraph($"{Text(failure.Source)}, not complete: {failure.Failure}.", isWarning: true)),
        ])
        {
            Limits = limits,
        };
    }

    /// <summary>Processes in the order of somebody's list.</summary>
    public static View Of(IEnumerable<FoundProcess> processes) => new("", Table(processes, (ProcessSources)~0, OutputLimits.Default));

    private static DataTable Table(IEnumerable<FoundProcess> processes, ProcessSources asked, OutputLimits limits)
    {
        return BoundedTable.Of("Processes", s_columns, processes, Row, limits);

        string[] Row(FoundProcess found) =>
        [
            found.Process.Id.ToString(CultureInfo.InvariantCulture),
            found.Process.Name ?? "-",
            Mark(found, ProcessSources.List),
            Mark(found, ProcessSources.CurrentThread),
            Mark(found, ProcessSources.IdTable),
            Mark(found, ProcessSources.Scan),
            found.Process.Address?.ToString() ?? "-",
            Hex.Recorded(found.PhysicalAddress?.Value) ?? "-",
            found.IsIdle ? "the idle process, in no list" : !found.IsUnlisted ? "" : found.Sources == ProcessSources.Scan ? "not in the list: hidden, or ended" : "not in the list",
        ];

        string Mark(FoundProcess found, ProcessSources source) => (asked & source) == 0 ? "?" : (found.Sources & source) != 0 ? "yes" : "-";
    }

    private static string Text(ProcessSources source) => source switch
    {
        ProcessSources.List => "The list",
        ProcessSources.CurrentThread => "Current threads",
        ProcessSources.IdTable => "The table of identifiers",
        _ => "The scan",
    };
}
