using System.Globalization;
using KdmpInteractive.Grammar;
using KdmpInteractive.Rendering;
using KdmpParser.Analysis;

namespace KdmpInteractive.Views;

/// <summary>A bug check explained: what it means, what each parameter is, the structures behind them, and what to look at next.</summary>
internal static class BugCheckExplanationView
{
    public static View Of(BugCheckExplanation explanation) => new($"Bug check {explanation.BugCheck}",
    [
        new Paragraph(explanation.Meaning ?? Unknown(explanation)),
        .. explanation.Cause is { } cause ? [new Paragraph($"In particular: {cause}.")] : (Block[])[],
        Parameters(explanation.Parameters),
        .. explanation.ReasonNotToBlame is { } reason ? [new Paragraph($"No driver is blamed for this: {reason}.{Owners(explanation)}")] : (Block[])[],
        .. FollowedStructureView.Tables(explanation.Parameters.Select(parameter => parameter.Structure).Where(structure => structure is { Failure: null })),
        .. Evidence(explanation.Parameters) is { RowCount: > 0 } evidence ? [new Details("How each value is known", evidence)] : (Block[])[],
        .. explanation.NextCommands.IsEmpty ? [] : new[] { Next(explanation.NextCommands) },
    ]);

    /// <summary>One parameter alone.</summary>
    public static View Of(BugCheckParameter parameter) =>
        new("", [Parameters([parameter]), .. FollowedStructureView.Tables([parameter.Structure]), Evidence([parameter])]);

    public static View OfParameters(IEnumerable<BugCheckParameter> parameters) => new("", Parameters([.. parameters]));

    public static View OfCommands(IEnumerable<SuggestedCommand> commands) => new("", Next([.. commands]));

    /// <summary>What a parameter is, and why its memory cannot be had where that is so.</summary>
    public static string? ValueIs(BugCheckParameter parameter) => parameter switch
    {
        { Structure: not null } => parameter.Interpretation,
        { Interpretation: { } text, IsReadable: false, Memory: { } memory } => $"{text}; {memory}",
        _ => parameter.Interpretation ?? parameter.Memory,
    };

    private static string Owners(BugCheckExplanation explanation) =>
        explanation.Parameters.Any(parameter => parameter.Structure is { Failure: null, Name: "IRP" or "DEVICE_OBJECT" or "DRIVER_OBJECT" })
            ? " A driver that is named here owns a device or has a request, which is no fault."
            : "";

    private static string Unknown(BugCheckExplanation explanation) => explanation.BugCheck switch
    {
        { Name: null } => "This code is not public: nothing is known of it.",
        { ParameterMeanings: var meanings } when meanings.All(meaning => meaning is null) => "Nothing more is known of this code than its name.",
        _ => "Nothing more is known of this code than its name and what its parameters mean.",
    };

    private static DataTable Parameters(IReadOnlyList<BugCheckParameter> parameters)
    {
        bool isNamed = parameters.Any(parameter => ValueIs(parameter) is not null);
        string[] columns = ["Parameter#", "Value", "Meaning"];
        return new(isNamed ? [.. columns, "Value is"] : columns,
        [
            .. parameters.Select(parameter => (string[])
            [
                parameter.Number.ToString(CultureInfo.InvariantCulture),
                parameter.Value is { } value ? Hex.Padded(value) : "not recorded",
                parameter.Meaning ?? "not documented",
                .. isNamed ? [ValueIs(parameter) ?? ""] : (string[])[],
            ]),
        ]);
    }

    private static DataTable Evidence(IReadOnlyList<BugCheckParameter> parameters) => new(["Parameter#", "Sure", "How", "Memory"],
    [
        .. parameters.Where(parameter => ValueIs(parameter) is not null).Select(parameter => (string[])
        [
            parameter.Number.ToString(CultureInfo.InvariantCulture),
            parameter.Interpretation is null ? "-" : Choice.Name(parameter.Certainty),
            parameter.Evidence,
            parameter.Memory ?? "-",
        ]),
    ]);

    private static DataTable Next(IReadOnlyList<SuggestedCommand> commands) => new(
        ["Command", "Shows"], [.. commands.Select(command => (string[])[$"{DirectiveLine.Directive} {command.Line}", command.Reason])], caption: "What to look at next");
}
