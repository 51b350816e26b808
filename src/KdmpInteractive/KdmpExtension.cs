using KdmpInteractive.Charts;
using KdmpInteractive.Commands;
using KdmpInteractive.Formatting;
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

    /// <summary>Runs a <c>#!kdmp</c> line.</summary>
    /// <param name="session">The open dumps.</param>
    /// <param name="line">The line as typed.</param>
    /// <param name="show">Called for each output.</param>
    /// <param name="setVariable">Called with each dump that becomes a C# variable, and its name.</param>
    /// <returns><see langword="null"/>, or one sentence that says what was wrong.</returns>
    public static async Task<string?> RunAsync(KdmpSession session, string line, Action<View> show, Func<string, KernelDump, Task> setVariable)
    {
        ArgumentNullException.ThrowIfNull(show);
        ArgumentNullException.ThrowIfNull(setVariable);
        try
        {
            (string name, string arguments) = DirectiveLine.Split(line);
            Command command = CommandTable.Find(name, CommandPlaces.Notebook);
            var invocation = new CommandInvocation(session, DirectiveLine.Parse(command, arguments), CommandPlaces.Notebook);
            foreach (CommandOutput output in command.Run(invocation))
            {
                if (output.View is { } view)
                    show(view());
                if (output.Variable is { } variable)
                    await setVariable(variable.Name, variable.Dump).ConfigureAwait(false);
            }

            return null;
        }
        catch (Exception e) when (e is CommandException or KernelDumpException)
        {
            return e.Message;
        }
    }
}
