using KdmpInteractive.Grammar;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>open</c>: opens a dump, or makes the sample, and gives it to the notebook as a variable.</summary>
internal static class OpenCommand
{
    private const string DefaultName = "dump";

    private static readonly CommandParameter s_path = new("PATH", "The dump file.") { IsPath = true };
    private static readonly CommandParameter s_name = new("--name", "Name of the C# variable; dump unless told.") { ValueName = "NAME" };

    private static readonly CommandParameter s_sample =
        new("--sample", "Make a small synthetic dump instead of opening a file; of type 5 (bitmap) unless told, --sample small for one as people share them.")
        {
            ValueName = "TYPE",
            IsValueOptional = true,
            Choices = _ => DumpTypeText.Names,
        };

    public static Command Definition { get; } = new("open", "Open a dump and put it into a C# variable.", Run)
    {
        Parameters = [s_path, s_name, .. DumpOpening.Parameters.Select(parameter => parameter with { Places = CommandPlaces.Notebook }), s_sample],
        Example = "memory.dmp --name dump",
        CSharp = "KernelDump.Open(\"memory.dmp\")",
        Places = CommandPlaces.Notebook,
        NeedsDump = false,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        string name = invocation.Arguments.Text(s_name.Name) ?? DefaultName;
        if (!CSharpIdentifier.IsValid(name))
            throw new CommandException($"'{name}' cannot be the name of a C# variable.", isUsage: true);

        KernelDump dump = Open(invocation.Session, invocation.Arguments);
        invocation.Session.Add(name, dump);
        yield return new(() => KernelDumpView.Of(dump)) { Variable = (name, dump) };
    }

    private static KernelDump Open(KdmpSession session, CommandArguments arguments)
    {
        string? path = arguments.Text(s_path.Name);
        if (arguments.Text(s_sample.Name) is { } type)
        {
            if (path is not null)
                throw new CommandException("Give a path or --sample, not both.", isUsage: true);
            return type.Length == 0 ? KdmpSample.Open() : KdmpSample.Open(DumpTypeText.Parse(type));
        }

        return path is null
            ? throw new CommandException("What is to be opened? Give the path of a dump, or --sample.", isUsage: true)
            : DumpOpening.Open(session, path, arguments);
    }
}
