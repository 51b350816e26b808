using KdmpInteractive.Commands;
using KdmpInteractive.Rendering;

namespace KdmpInteractive.Views;

/// <summary>The help of the notebook commands, made from the command table.</summary>
internal static class HelpView
{
    public static View OfAll() => new(
        "Commands",
        new DataTable(["Command", "What it does"], [.. CommandTable.For(CommandPlaces.Notebook).Select(command => new[] { command.NotebookUsage, command.Summary })]));

    public static View Of(Command command)
    {
        CommandParameter[] parameters = [.. command.ParametersFor(CommandPlaces.Notebook)];
        (string, string?)[] code = command.CSharp is null ? [] : [("In C#", command.CSharp)];
        var usage = new FieldList([("Usage", command.NotebookUsage), ("Example", command.NotebookExample), .. code]);
        Block[] meanings = parameters.Length == 0
            ? []
            : [new DataTable(["Parameter", "Meaning"], [.. parameters.Select(parameter => new[] { parameter.Usage, parameter.Summary })])];
        return new($"Command {command.Name}", [new Paragraph(command.Summary), usage, .. meanings]);
    }
}
