using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.CompilerServices;
using KdmpInteractive.Commands;
using KdmpInteractive.Grammar;
using KdmpInteractive.Rendering;
using KdmpTool.ParserFlags;
using KdmpTool.Terminal;

namespace KdmpTool.CommandLine;

/// <summary>The program: the command table as a command line, and what only a shell has.</summary>
internal static class KdmpCommandLine
{
    /// <summary>Runs one command line.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, Streams streams)
    {
        using var interruption = new Interruption();
        try
        {
            int exitCode = Invoke(args, streams, interruption.Token);
            streams.Output.Flush();
            return exitCode;
        }
        catch (CommandException e)
        {
            return Fail(streams, e.Message, e.IsUsage ? ExitCode.Usage : ExitCode.Failed);
        }
        catch (OperationCanceledException)
        {
            return Fail(streams, "Cancelled.", ExitCode.Failed);
        }
        catch (IOException e) when (StandardOutput.IsReaderGone(e))
        {
            // It has seen enough.
            return ExitCode.Failed;
        }
        catch (Exception e)
        {
            // A KernelDumpException, mostly.
            return Fail(streams, Defect.Is(e) ? Defect.Sentence(e) : e.Message, ExitCode.Failed);
        }
    }

    private static int Invoke(string[] args, Streams streams, CancellationToken cancellation)
    {
        TableCommand? command = args.Length == 0 ? null : TableCommand.Find(args[0]);
        if (command is not null && !AsksForHelp(args))
            return command.Run(args[1..], streams, cancellation);
        string[] commands = [.. TableCommand.All.Select(command => command.Name), ReportCommand.Name, RunCommand.Name, CompletionCommand.Name, HelpCommand.Name];
        return ParserGrammar.Covers(args, commands)
            ? ParserCommand.Run(args, streams, cancellation)
            : InvokeDeclared(args, commands, streams, cancellation);
    }

    private static bool AsksForHelp(string[] args) => args.TakeWhile(word => word != "--").Any(word => word is "--help" or "-h" or "-?");

    /// <summary>What only a shell has: help, completion, notebooks. Never inlined: the library is loaded only here.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int InvokeDeclared(string[] args, string[] commands, Streams streams, CancellationToken cancellation)
    {
        var root = new RootCommand(
            "Explore Windows kernel crash dumps.\n\n" +
            "Also takes the flags of the parser programs of kdmp-parser: kdmp [-a] [-c] [-e] [-p [ADDRESS]] [--mem [ADDRESS]] [--modules] DUMP.\n" +
            "kdmp -c -h lists them.");

        // As the Rust parser has it.
        root.Options.OfType<VersionOption>().Single().Aliases.Add("-V");

        // The library offers /h and /? too: noise to whoever completes an option.
        ICollection<string> aliases = root.Options.OfType<HelpOption>().Single().Aliases;
        aliases.Remove("/h");
        aliases.Remove("/?");
        foreach (TableCommand command in TableCommand.All)
            root.Add(DeclaredCommand.Of(command));
        root.Add(ReportCommand.Build(streams, cancellation));
        root.Add(RunCommand.Build(streams, cancellation));
        root.Add(CompletionCommand.Build(streams.Output));
        root.Add(HelpCommand.Build(root, streams));
        root.SetAction(result =>
        {
            // Without a command there is nothing to do but to say what there is.
            new HelpAction().Invoke(result);
            return ExitCode.Usage;
        });

        // A word that begins with @ is a word: response files are nobody's expectation here.
        ParseResult result = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.Errors.Count > 0)
        {
            string slip = result.CommandResult.Command == root ? NearestName.Question(args[0], commands) : "";
            throw new CommandException(result.Errors[0].Message + slip, isUsage: true);
        }

        return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = streams.Output, Error = streams.Error });
    }

    private static int Fail(Streams streams, string message, int exitCode)
    {
        streams.Output.Flush();
        streams.Error.WriteLine(VisibleText.Of(message));
        return exitCode;
    }
}
