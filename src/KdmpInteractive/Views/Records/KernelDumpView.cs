using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>The summary of a dump: what crashed, where and when, and what the dump holds.</summary>
internal static class KernelDumpView
{
    /// <summary>A damaged file can have thousands.</summary>
    private const int MaximumWarnings = 10;

    public static View Of(KernelDump dump)
    {
        try
        {
            return new($"Kernel dump {dump.Name}", [new FieldList([.. Crash(dump), .. Machine(dump), .. Content(dump)]), .. Warnings(dump)]);
        }
        catch (ObjectDisposedException)
        {
            var closed = new Paragraph("The dump is closed; this is what was decoded when it was opened.", isWarning: true);
            return new($"Kernel dump {dump.Name}", new FieldList([("Bug check", dump.BugCheck?.ToString()), .. Machine(dump)]), closed);
        }
    }

    private static (string, string?)[] Crash(KernelDump dump) =>
    [
        ("Bug check", dump.BugCheck?.ToString()),
        ("Parameters", dump.BugCheck is { } bugCheck ? Hex.Row(bugCheck.Parameters.AsSpan()) : null),

        // The last one is the one that was not handled, where a parameter of the bug check leads to it.
        ("Exception", dump.Exceptions is [.., var exception] ? ExceptionRecordView.Summary(exception, dump) : null),
        ("Context", dump.Context is { } context ? ContextKinds.Place(context, dump) : null),
    ];

    private static (string, string?)[] Machine(KernelDump dump)
    {
        DumpHeader header = dump.Header;
        string processors = header.ProcessorCount is { } count
            ? string.Create(CultureInfo.InvariantCulture, $"{count} processor{(count == 1 ? "" : "s")}")
            : "number of processors not recorded";
        return
        [
            ("Machine", $"{Machines.Name(dump.Machine)}, {processors}"),
            ("Windows build", header.Build.ToString(CultureInfo.InvariantCulture)),
            ("Taken at", Times.Utc(header.SystemTime)),
            ("Up time", Times.Duration(header.SystemUpTime)),
        ];
    }

    private static (string, string?)[] Content(KernelDump dump) =>
    [
        ("Type", string.Create(CultureInfo.InvariantCulture, $"{dump.Type} ({(int)dump.Type})")),
        ("Physical memory", dump.PhysicalMemory is { } memory ? Sizes.Pages(memory) : "none: a small dump keeps pieces of virtual memory"),
        ("Directory table base", Hex.Recorded(dump.Header.DirectoryTableBase)),
        ("File", string.Create(CultureInfo.InvariantCulture, $"{dump.FileLength:N0} bytes")),
        ("Comment", dump.IsRedacted ? "left out" : dump.Header.Comment),
    ];

    private static IEnumerable<Block> Warnings(KernelDump dump)
    {
        IEnumerable<string> first = dump.Warnings.Take(MaximumWarnings).Select(warning => $"Warning: {warning}");
        string[] more = dump.Warnings.Length > MaximumWarnings
            ? [string.Create(CultureInfo.InvariantCulture, $"({dump.Warnings.Length - MaximumWarnings} more warnings)")]
            : [];
        return [.. first.Concat(more).Select(warning => new Paragraph(warning, isWarning: true))];
    }
}
