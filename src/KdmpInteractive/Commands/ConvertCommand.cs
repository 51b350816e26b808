using KdmpInteractive.Grammar;
using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>convert</c>: the same memory as a dump of another type, or as a raw image.</summary>
internal static class ConvertCommand
{
    private const string RawImage = "raw";

    private static readonly CommandParameter s_output = new("OUTPUT", "The new file.") { IsRequired = true, IsOutput = true };

    private static readonly CommandParameter s_type =
        new("--type", "Type of the new file: 1 (full), 2, 5 (bitmap), 6, 8, 9, 0xa, by number or name, or raw, which is as long as the highest address; 5 unless told, whatever the file's ending.")
        {
            ValueName = "TYPE",
            Choices = _ => DumpTypeText.PhysicalNames.Append(RawImage),
        };

    public static Command Definition { get; } = new("convert", "Write the dump as another type, or as a raw image.", Run)
    {
        Parameters = [s_output, s_type],
        Example = "bitmap.dmp --type 5",
        CSharp = "dump.ConvertTo(\"bitmap.dmp\", DumpType.Bitmap)",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        string output = WrittenFile.ForDump(invocation.Arguments.Text(s_output.Name)!);
        string type = invocation.Arguments.Text(s_type.Name) ?? nameof(DumpType.Bitmap);
        IProgress<WriteProgress>? progress = invocation.Progress is { } bytes ? new PageProgress(bytes) : null;
        ConversionResult result = WrittenFile.Write(() => type.Equals(RawImage, StringComparison.OrdinalIgnoreCase)
            ? invocation.Dump.ConvertToRawImage(output, overwrite: invocation.Overwrites, progress: progress, cancellation: invocation.Cancellation)
            : invocation.Dump.ConvertTo(output, DumpTypeText.ParsePhysical(type), overwrite: invocation.Overwrites, progress: progress, cancellation: invocation.Cancellation));
        if (!WrittenFile.IsStandardOutput(output))
            yield return new(() => ConversionView.Of(Path.GetFileName(output), result), () => DumpJson.Conversion(result));
    }

    /// <summary>Pages that are written, as bytes that are done.</summary>
    private sealed class PageProgress(IProgress<ScanProgress> bytes) : IProgress<WriteProgress>
    {
        public void Report(WriteProgress value) =>
            bytes.Report(new(value.PagesWritten * PhysicalAddress.PageSize, value.PageCount * PhysicalAddress.PageSize));
    }
}
