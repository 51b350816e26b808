using KdmpInteractive.Grammar;
using KdmpInteractive.Json;
using KdmpInteractive.Rendering;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>sample</c>: the synthetic dump as a file, for people who have none. (In a notebook, <c>open --sample</c> needs no file.)</summary>
internal static class SampleCommand
{
    private static readonly CommandParameter s_output = new("OUTPUT", "The new file.") { IsRequired = true, IsOutput = true };

    private static readonly CommandParameter s_type =
        new("--type", "Type of the dump, by number or name, 4 or small for a small one; 5 (bitmap) unless told.") { ValueName = "TYPE", Choices = _ => DumpTypeText.Names };

    public static Command Definition { get; } = new("sample", "Write a small synthetic dump to try things on.", Run)
    {
        Parameters = [s_output, s_type],
        Example = "sample.dmp --type 1",
        CSharp = "KdmpSample.Write(\"sample.dmp\", DumpType.Full)",
        Places = CommandPlaces.CommandLine,
        NeedsDump = false,
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        string output = WrittenFile.ForDump(invocation.Arguments.Text(s_output.Name)!);
        DumpType type = invocation.Arguments.Text(s_type.Name) is { } text ? DumpTypeText.Parse(text) : DumpType.Bitmap;
        using KernelDump sample = KdmpSample.Open(type);
        long length = sample.FileLength;
        WrittenFile.Write(() => KdmpSample.Write(output, type, invocation.Overwrites));
        if (!WrittenFile.IsStandardOutput(output))
        {
            yield return new(
                () => new View("", new Paragraph($"{Path.GetFileName(output)}: the sample as a dump of type {(int)type} ({type}), {Sizes.Of((ulong)length)}.")),
                () => DumpJson.Sample(type, length));
        }
    }
}
