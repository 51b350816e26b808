using KdmpInteractive.Commands;
using KdmpInteractive.Rendering;

namespace KdmpInteractive.Views;

/// <summary>The dumps of a session, a row each; the one that commands are about stands last.</summary>
internal static class OpenDumpsView
{
    private static readonly string[] s_columns = ["Name", "File", "Type", "Machine", "Bug check", ""];

    public static View Of(IReadOnlyList<OpenDump> dumps) => dumps.Count == 0
        ? new("", new Paragraph("No dump is open: begin with #!kdmp open PATH, or #!kdmp open --sample."))
        : new("", BoundedTable.Of("Open dumps", s_columns, dumps, dump => Row(dump, isCurrent: dump == dumps[^1]), OutputLimits.Default));

    private static string[] Row(OpenDump open, bool isCurrent) =>
    [
        open.Name,
        open.Dump.Name,
        FormattableString.Invariant($"{open.Dump.Type} ({(int)open.Dump.Type})"),
        Machines.Name(open.Dump.Machine),
        open.Dump.BugCheck?.ToString() ?? "not recorded",
        isCurrent ? "commands are about this one" : "",
    ];
}
