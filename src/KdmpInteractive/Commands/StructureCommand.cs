using KdmpInteractive.Grammar;
using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>structure</c>: what stands at the beginning of the file, byte by byte.</summary>
internal static class StructureCommand
{
    private static readonly CommandParameter s_name = new("NAME", "Which structure, by its name in Windows' headers or a short one; without it, they are listed.")
    {
        Choices = session => session.Current is { } current ? NamesIn(current.Dump) : [],
    };

    public static Command Definition { get; } = new("structure", "Show the bytes of the file's own structures, with their fields over them.", Run)
    {
        Parameters = [s_name, CommandTable.Maximum],
        Example = "header",
        CSharp = "dump.Structures[0]",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        KernelDump dump = invocation.Dump;
        if (invocation.Arguments.Text(s_name.Name) is not { } name)
        {
            IReadOnlyList<NamedStructure> all = NamedStructure.Of(dump);
            yield return new(() => NamedStructuresView.Of(dump.Name, all, invocation.Limits), () => StructureJson.List(all));
            yield break;
        }

        DumpStructure structure = NamedStructure.Find(dump, name).Structure;
        yield return new(() => DumpStructureView.Of(structure, dump, invocation.Limits), () => StructureJson.Of(structure, dump));
    }

    /// <summary>None where C# closed the dump, or nothing can be read: a host that asks for completions expects no exception.</summary>
    private static IEnumerable<string> NamesIn(KernelDump dump)
    {
        try
        {
            return NamedStructure.Names(dump);
        }
        catch (Exception e) when (e is ObjectDisposedException or KernelDumpException)
        {
            return [];
        }
    }
}
