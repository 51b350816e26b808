using KdmpInteractive.Charts;
using KdmpInteractive.Commands;
using KdmpInteractive.Formatting;
using KdmpInteractive.Grammar;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive;

/// <summary>
/// What a notebook host needs from this package, in terms that name no host: <c>extension.dib</c> and <c>kdmp run</c> are thin
/// adapters around it.
/// </summary>
public static class KdmpExtension
{
    /// <summary>What a notebook shows after loading.</summary>
    public static View Welcome { get; } = new(
        "",
        new Details(
            "KdmpInteractive is loaded; #!kdmp help lists its commands",
            new Paragraph("Type #!kdmp open PATH, or #!kdmp open --sample for a small synthetic dump."),
            new Paragraph("Dumps, registers, exceptions, memory and translations show themselves as tables.")));

    /// <summary>One line about the directive, for completion.</summary>
    public const string Description = "Explore a Windows kernel crash dump; #!kdmp help lists the commands.";

    /// <summary>The commands of a notebook.</summary>
    public static IReadOnlyList<Command> Commands { get; } = [.. CommandTable.For(CommandPlaces.Notebook)];

    /// <summary>Registers the formatters. Must run before any chart is made.</summary>
    public static void Register()
    {
        FSharpCoreBinding.Enable();
        KdmpFormatters.Register();
    }

    /// <summary>Runs a <c>#!kdmp</c> line, on another thread, so that the host can hear of a cancellation meanwhile.</summary>
    /// <param name="session">The open dumps.</param>
    /// <param name="line">The line as typed.</param>
    /// <param name="cell">What the line can do to the notebook.</param>
    /// <returns><see langword="null"/>, or one sentence that says what was wrong: hosts would show a stack trace of an exception.</returns>
    public static Task<string?> RunAsync(KdmpSession session, string line, NotebookCell cell)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(cell);
        return Task.Run(() => AnswerAsync(session, line, cell));
    }

    private static async Task<string?> AnswerAsync(KdmpSession session, string line, NotebookCell cell)
    {
        (string name, string arguments) = DirectiveLine.Split(line);
        Command? command = CommandTable.Nearest(name, CommandPlaces.Notebook);
        try
        {
            command = CommandTable.Find(name, CommandPlaces.Notebook);
            await RunAsync(session, command, arguments, cell).ConfigureAwait(false);
            return null;
        }
        catch (CommandException e)
        {
            return e.IsUsage && command is not null ? $"{e.Message} Usage: {command.NotebookUsage}" : e.Message;
        }
        catch (KernelDumpException e)
        {
            // It may hold the path of a file.
            return VisibleText.Of(e.Message);
        }
        catch (ObjectDisposedException)
        {
            return "The dump is closed; open it again with #!kdmp open.";
        }
        catch (OperationCanceledException)
        {
            return "Cancelled.";
        }
        catch (Exception e)
        {
            return VisibleText.Of($"{line}: {e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static async Task RunAsync(KdmpSession session, Command command, string arguments, NotebookCell cell)
    {
        ProgressLine? progress = cell.ShowProgress is { } show ? new(show) : null;
        var invocation = new CommandInvocation(session, DirectiveLine.Parse(command, arguments), CommandPlaces.Notebook)
        {
            Cancellation = cell.Cancellation,
            FindVariable = cell.GetVariable,
            Progress = progress,
        };
        foreach (CommandOutput output in command.Run(invocation))
        {
            if (output.View is { } view)
                cell.Show(view());
            if (output.Variable is { } variable)
                await cell.SetVariable(variable.Name, variable.Dump).ConfigureAwait(false);
        }

        progress?.End();
    }
}
