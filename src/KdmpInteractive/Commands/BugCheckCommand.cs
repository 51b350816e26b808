using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>bugcheck</c>: the code and what each of its parameters means.</summary>
internal static class BugCheckCommand
{
    public static Command Definition { get; } = new("bugcheck", "Show why Windows stopped and what each parameter means.", Run) { CSharp = "dump.BugCheck", HasJson = true };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        BugCheck bugCheck = invocation.Dump.BugCheck ?? throw new CommandException($"{invocation.Dump.Name} records no bug check.");
        yield return new(() => BugCheckView.Of(bugCheck, invocation.Dump), () => DumpJson.BugCheck(bugCheck));
    }
}
