using KdmpInteractive.Commands;
using KdmpParser;
using KdmpTool.CommandLine;
using KdmpTool.Terminal;

namespace KdmpTool.ParserFlags;

/// <summary>The program as a stand-in for the parser programs of kdmp-parser (C++) and kdmp-parser-rs (Rust).</summary>
internal static class ParserCommand
{
    /// <summary>Runs a line of flags and a dump.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(string[] words, Streams streams, CancellationToken cancellation)
    {
        ParserLine line;
        try
        {
            line = ParserGrammar.Read(words);
        }
        catch (CommandException e)
        {
            streams.Error.Write($"{e.Message}\n\n{ParserFlagTable.Usage}");
            return ExitCode.Usage;
        }

        if (line.AsksForUsage)
        {
            streams.Output.Write(ParserFlagTable.Usage);
            return ExitCode.Done;
        }

        using KernelDump dump = KernelDump.Open(line.Dump!, new KernelDumpOptions { Access = line.Access });
        return new ParserReport(dump, streams).Write(line, cancellation);
    }
}
