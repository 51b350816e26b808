using KdmpInteractive.Rendering;

namespace KdmpInteractive.Commands;

/// <summary><c>close</c>: closes a dump and frees its file. The C# variable stays, and what was decoded before stays readable.</summary>
internal static class CloseCommand
{
    private static readonly CommandParameter s_name = CommandTable.Dump with { Name = "--name", Summary = "Which open dump; the one opened last unless told." };

    public static Command Definition { get; } = new("close", "Close a dump, so that its file can be moved or deleted.", Run)
    {
        Parameters = [s_name],
        Example = "--name dump",
        CSharp = "dump.Dispose()",
        Places = CommandPlaces.Notebook,
        NeedsDump = false,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        OpenDump closing = invocation.Session.Get(invocation.Arguments.Text(s_name.Name));
        invocation.Session.Close(closing);
        string next = invocation.Session.Current is { } current ? $"commands are about {current.Name} ({current.Dump.Name}) now" : "no dump is open now";
        yield return new(() => new View("", new Paragraph($"{closing.Name} ({closing.Dump.Name}) is closed; {next}.")));
    }
}
