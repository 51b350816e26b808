using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using KdmpInteractive.Commands;
using KdmpInteractive.Grammar;
using KdmpInteractive.Rendering;
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
        catch (IOException e) when (Streams.IsReaderGone(e))
        {
            // It has seen enough.
            return ExitCode.Failed;
        }
        catch (IOException e)
        {
            // A KernelDumpException, mostly.
            return Fail(streams, e.Message, ExitCode.Failed);
        }
    }

    private static int Invoke(string[] args, Streams streams, CancellationToken cancellation)
    {
        // A word that begins with @ is a word: response files are nobody's expectation here.
        ParseResult result = Build(args, streams, cancellation).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        CheckOptions(result);
        if (result.Errors.Count > 0)
            throw new CommandException(result.Errors[0].Message, isUsage: true);
        return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = streams.Output, Error = streams.Error });
    }

    /// <summary>The library would take a mistyped option for a value, and complain about what follows it. Behind <c>--</c> anything is a value.</summary>
    private static void CheckOptions(ParseResult result)
    {
        System.CommandLine.Command command = result.CommandResult.Command;
        IEnumerable<Token> before = result.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash);
        if (command is not RootCommand && before.FirstOrDefault(token => token.Type == TokenType.Argument && IsOption(token.Value)) is { } unknown)
            throw new CommandException($"{command.Name} has no option {unknown.Value}.{NearestName.Question(unknown.Value, command.Options.Select(option => option.Name))}", isUsage: true);
    }

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-' && !char.IsAsciiDigit(word[1]);

    private static int Fail(Streams streams, string message, int exitCode)
    {
        streams.Output.Flush();
        streams.Error.WriteLine(VisibleText.Of(message));
        return exitCode;
    }

    /// <summary>Every command, or only the one that the line begins with: to make all of them takes longer than most of them run.</summary>
    private static RootCommand Build(string[] args, Streams streams, CancellationToken cancellation)
    {
        var root = new RootCommand("Explore Windows kernel crash dumps.");

        // The library offers /h and /? too: noise to whoever completes an option.
        ICollection<string> aliases = root.Options.OfType<HelpOption>().Single().Aliases;
        aliases.Remove("/h");
        aliases.Remove("/?");
        Func<System.CommandLine.Command>[] others = [() => RunCommand.Build(streams, cancellation), () => CompletionCommand.Build(streams.Output), () => HelpCommand.Build(root, streams)];
        KdmpInteractive.Commands.Command[] commands = [.. CommandTable.For(CommandPlaces.CommandLine)];
        if (args.Length > 0 && commands.FirstOrDefault(command => command.Name == args[0]) is { } only)
        {
            root.Add(TableCommand.Build(only, streams, cancellation));
            return root;
        }

        foreach (KdmpInteractive.Commands.Command command in commands)
            root.Add(TableCommand.Build(command, streams, cancellation));
        foreach (Func<System.CommandLine.Command> build in others)
            root.Add(build());
        root.SetAction(result =>
        {
            // Without a command there is nothing to do but to say what there is.
            new HelpAction().Invoke(result);
            return ExitCode.Usage;
        });
        return root;
    }
}
