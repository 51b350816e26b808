using System.CommandLine;
using KdmpInteractive.Commands;
using KdmpParser;
using KdmpTool.CommandLine;

namespace KdmpTool.ParserFlags;

/// <summary>
/// The program as a stand-in for the parser programs of kdmp-parser (C++) and kdmp-parser-rs (Rust): a command without a name that people
/// type, which takes the whole line.
/// </summary>
internal static class ParserCommand
{
    private const string Name = "parser-flags";

    /// <summary>The words with which the line reaches the command.</summary>
    public static string[] Wrap(string[] words) => [Name, "--", .. words];

    public static System.CommandLine.Command Build(TextWriter output, TextWriter error)
    {
        var words = new Argument<string[]>("WORDS") { Arity = ArgumentArity.ZeroOrMore };
        var built = new System.CommandLine.Command(Name) { words };
        built.Hidden = true;
        built.SetAction((result, cancellation) => Task.Run(() => Run(result.GetValue(words) ?? [], output, error, cancellation)));
        return built;
    }

    private static int Run(string[] words, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        ParserLine line;
        try
        {
            line = ParserGrammar.Read(words);
        }
        catch (CommandException e)
        {
            error.Write($"{e.Message}\n\n{ParserFlagTable.Usage}");
            return ExitCode.Usage;
        }

        if (line.AsksForUsage)
        {
            output.Write(ParserFlagTable.Usage);
            return ExitCode.Done;
        }

        using KernelDump dump = KernelDump.Open(line.Dump!, new KernelDumpOptions { Access = line.Access });
        return new ParserReport(dump, output, error).Write(line, cancellation);
    }
}
