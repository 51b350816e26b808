using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>The summary of a dump: what it is, when and why it was taken, what it holds.</summary>
internal static class KernelDumpView
{
    public static View Of(KernelDump dump)
    {
        DumpHeader header = dump.Header;
        var fields = new FieldList(
            ("Type", string.Create(CultureInfo.InvariantCulture, $"{dump.Type} ({(int)dump.Type})")),
            ("Machine", string.Create(CultureInfo.InvariantCulture, $"{Machines.Name(dump.Machine)}, {header.ProcessorCount?.ToString(CultureInfo.InvariantCulture) ?? "?"} processor(s)")),
            ("Windows build", header.Build.ToString(CultureInfo.InvariantCulture)),
            ("Taken at", Times.Utc(header.SystemTime)),
            ("Up time", Times.Duration(header.SystemUpTime)),
            ("Bug check", dump.BugCheck?.ToString()),
            ("Parameters", dump.BugCheck is { } bugCheck ? Hex.Row(bugCheck.Parameters) : null),
            ("Exception", dump.Exception is { } exception ? ExceptionRecordView.Summary(exception) : null),
            ("Context", dump.Context is { } context ? ContextKinds.Place(context) : null),
            ("Directory table base", Hex.Recorded(header.DirectoryTableBase)),
            ("Physical memory", dump.PhysicalMemory is { } memory ? Sizes.Pages(memory) : "none: a small dump keeps pieces of virtual memory"),
            ("File", string.Create(CultureInfo.InvariantCulture, $"{dump.FileLength:N0} bytes")),
            ("Comment", header.Comment));
        return new($"Kernel dump {dump.Name}", [fields, .. dump.Warnings.Select(warning => new Paragraph("Warning: " + warning, isWarning: true))]);
    }
}
