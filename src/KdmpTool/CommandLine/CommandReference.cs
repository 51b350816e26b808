using System.CommandLine;
using System.CommandLine.Help;
using System.Text;
using KdmpInteractive.Commands;
using KdmpTool.Reports;

namespace KdmpTool.CommandLine;

/// <summary>The commands as a page of Markdown: those of the table in both places, then what only a shell has.</summary>
internal static class CommandReference
{
    private const string Opening = """
        # Commands

        `kdmp help --markdown` wrote this page, out of the table that the notebook, the command line and their help are made from. Upper case stands for a value of yours, brackets for what can be left out.
        How addresses are written, and what else holds for all commands in a shell, is in [the command line](command-line.md).


        """;

    /// <summary>Every command.</summary>
    /// <param name="root">The program's commands as they are declared.</param>
    public static string Of(RootCommand root)
    {
        string[] names = [.. CommandTable.All.Select(command => command.Name).Union(root.Subcommands.Select(command => command.Name))];
        var text = new StringBuilder(Opening);
        Table(text, "command", "what it does", names.Select(name => ($"[{MarkdownText.Code(name)}](#{name})", Summary(name, root))));
        text.Append("## Options of every command about a dump\n\n`report` has some of them only.\n\n");
        IEnumerable<CommandParameter> shared = TableCommand.Shared.Prepend(CommandTable.Dump);
        Table(text, "option", "meaning", shared.Select(parameter => Row(parameter, CommandPlaces.Both)));
        return text.Append(string.Join('\n', names.Select(name => Of(name, root)))).ToString();
    }

    /// <summary>One of them.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="root">The program's commands as they are declared.</param>
    public static string Of(string name, RootCommand root)
    {
        KdmpInteractive.Commands.Command? command = CommandTable.All.FirstOrDefault(command => command.Name == name);
        TableCommand? inShell = TableCommand.Find(name);
        System.CommandLine.Command? declared = inShell is null ? root.Subcommands.FirstOrDefault(declared => declared.Name == name) : null;
        var text = new StringBuilder($"## {name}\n\n{Summary(name, root)}\n\n");
        var rows = new List<(string, string)>();
        if (command?.Places.HasFlag(CommandPlaces.Notebook) == true)
            rows.AddRange([("in a notebook", Code(command.NotebookUsage)), ("for example", Code(command.NotebookExample))]);
        if (inShell is not null)
            rows.AddRange([("in a shell", Code(inShell.Usage)), ("for example", Code(inShell.Example))]);
        if (declared is not null)
            rows.Add(("in a shell", Code(Usage(declared))));
        if (command?.CSharp is { } code)
            rows.Add(("in C#", Code(code)));
        if (inShell is not null)
            rows.Add(("for programs", command!.HasJson ? Code("--json") : "no form"));
        Table(text, "", "", rows);
        (string, string)[] parameters = [.. command is null || declared is not null ? [] : command.Parameters.Select(parameter => Row(parameter, command.Places)), .. declared is null ? [] : Rows(declared)];
        if (parameters.Length > 0)
            Table(text, "takes", "meaning", parameters);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static string Summary(string name, RootCommand root) =>
        CommandTable.All.FirstOrDefault(command => command.Name == name)?.Summary ?? root.Subcommands.Single(command => command.Name == name).Description!;

    private static (string, string) Row(CommandParameter parameter, CommandPlaces command)
    {
        string form = Code(parameter.ValueName is { } value ? $"{parameter.Name} {(parameter.IsValueOptional ? $"[{value}]" : value)}" : parameter.Name);
        string alias = parameter.Alias is { } other ? $", in a shell {Code(other)}" : "";
        string where = parameter.Places == command ? "" : parameter.Places switch { CommandPlaces.Notebook => " (in a notebook)", CommandPlaces.CommandLine => " (in a shell)", _ => "" };
        return (form + alias, parameter.Summary + where);
    }

    private static IEnumerable<(string, string)> Rows(System.CommandLine.Command declared) =>
    [
        .. declared.Arguments.Select(argument => (Code(argument.Name), argument.Description!)),
        .. declared.Options.Where(option => option is not HelpOption).Select(option => (string.Join(", ", option.Aliases.Prepend(Form(option)).Select(Code)), option.Description!)),
    ];

    private static string Usage(System.CommandLine.Command declared) => string.Join(' ',
    [
        "kdmp", declared.Name,
        .. declared.Arguments.Select(argument => argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.Name}]" : argument.Name),
        .. declared.Options.Where(option => option is not HelpOption).Select(option => option.Required ? Form(option) : $"[{Form(option)}]"),
    ]);

    private static string Form(Option option) => option.HelpName is { } value ? $"{option.Name} {value}" : option.Name;

    /// <summary>A code span in a table, where a bar would end the cell.</summary>
    private static string Code(string text) => MarkdownText.Code(text).Replace("|", "\\|", StringComparison.Ordinal);

    private static void Table(StringBuilder text, string first, string second, IEnumerable<(string, string)> rows)
    {
        text.Append($"| {first} | {second} |\n|---|---|\n".Replace("|  ", "| ", StringComparison.Ordinal));
        foreach ((string left, string right) in rows)
            text.Append($"| {left} | {right} |\n");
        text.Append('\n');
    }
}
