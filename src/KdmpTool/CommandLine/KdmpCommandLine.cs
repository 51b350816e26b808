using System.CommandLine;
using System.CommandLine.Help;
using KdmpInteractive.Commands;
using KdmpInteractive.Grammar;
using KdmpTool.ParserFlags;

namespace KdmpTool.CommandLine;

/// <summary>The program: the command table as a command line, plus <c>run</c> for notebooks.</summary>
internal static class KdmpCommandLine
{
    /// <summary>Runs one command line.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        RootCommand root = Build(output, error);
        string[] words = args is ["help", .. var rest] ? [.. rest, "--help"] : args;
        string[] commands = ["help", .. root.Subcommands.Where(command => !command.Hidden).Select(command => command.Name)];
        if (ParserGrammar.Covers(words, commands))
            words = ParserCommand.Wrap(words);

        // A word that begins with @ is a word: response files are nobody's expectation here.
        ParseResult result = root.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.Errors.Count > 0)
        {
            string slip = result.CommandResult.Command == root ? NearestName.Question(words[0], commands) : "";
            await error.WriteLineAsync(result.Errors[0].Message + slip);
            return ExitCode.Usage;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = output,
                Error = error,

                // Ctrl+C cancels, so that a file that is half written is taken away.
                ProcessTerminationTimeout = TimeSpan.FromSeconds(2),
            };
            int exitCode = await result.InvokeAsync(configuration);
            await output.FlushAsync();
            return exitCode;
        }
        catch (CommandException e)
        {
            await error.WriteLineAsync(e.Message);
            return e.IsUsage ? ExitCode.Usage : ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Cancelled.");
            return ExitCode.Failed;
        }
        catch (IOException e)
        {
            // A KernelDumpException, or whoever read the output went away.
            await error.WriteLineAsync(e.Message);
            return ExitCode.Failed;
        }
    }

    private static RootCommand Build(TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Explore Windows kernel crash dumps.") { RunCommand.Build(output, error), ParserCommand.Build(output, error) };
        foreach (KdmpInteractive.Commands.Command command in CommandTable.For(CommandPlaces.CommandLine))
            root.Add(DumpCommand.Build(command, output, error));
        root.SetAction(result =>
        {
            // Without a command there is nothing to do but to say what there is.
            new HelpAction().Invoke(result);
            return ExitCode.Usage;
        });
        return root;
    }
}
