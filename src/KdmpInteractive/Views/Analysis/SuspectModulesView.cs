using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser.Analysis;

namespace KdmpInteractive.Views;

/// <summary>Modules to look at first, a row each, and below them what speaks for each.</summary>
internal static class SuspectModulesView
{
    /// <summary>What everybody has to know who looks at them.</summary>
    public const string Remark =
        "The first one is where to begin, and no verdict: a driver that damages memory is seldom on the stack of the crash that follows. File names can be forged.";

    private static readonly string[] s_columns = ["Rank#", "Module", "Base#", "Part of Windows by its name", "Strongest fact"];
    private static readonly string[] s_evidenceColumns = ["Rank#", "Module", "Fact", "Sure", "Kind"];

    /// <summary>The suspects of a dump.</summary>
    public static View Of(SuspectModules suspects, OutputLimits? limits = null)
    {
        limits ??= OutputLimits.Default;
        string title = suspects.First is null ? "Modules that were seen" : "Modules to look at first";
        return new(title,
        [
            .. Paragraphs(suspects),
            .. suspects.Modules.Count == 0 ? [] : Tables(suspects.Modules, suspects.First is null ? "Modules, not ranked" : "Modules", limits),
        ])
        {
            Limits = limits,
        };
    }

    /// <summary>Suspects in the order of somebody's list.</summary>
    public static View Of(IEnumerable<SuspectModule> modules) => new("", [.. Tables([.. modules], "Modules", OutputLimits.Default)]);

    /// <summary>Facts in the order of somebody's list.</summary>
    public static View Of(IEnumerable<SuspectEvidence> evidence) => new("", BoundedTable.Of(
        "Facts", ["Fact", "Sure", "Kind"], evidence, fact => [fact.Sentence, Certainties.Of(fact.Certainty), Kind(fact.Kind)], OutputLimits.Default));

    private static IEnumerable<Block> Paragraphs(SuspectModules suspects)
    {
        if (suspects.ReasonNotRanked is { } reason)
            yield return new Paragraph($"No module is named: {reason}.", isWarning: true);
        else
            yield return new Paragraph(Remark);
        foreach (string fact in suspects.Facts)
            yield return new Paragraph(fact);
    }

    private static IEnumerable<Block> Tables(IReadOnlyList<SuspectModule> modules, string what, OutputLimits limits)
    {
        yield return BoundedTable.Of(what, s_columns, modules, Row, limits);
        yield return new Details(
            "What speaks for each",
            BoundedTable.Of("Facts", s_evidenceColumns, modules.SelectMany(module => module.Evidence.Select(fact => (module, fact))), Row, limits));
    }

    private static string[] Row(SuspectModule module) =>
    [
        module.Rank?.ToString(CultureInfo.InvariantCulture) ?? "-",
        Name(module),
        (module.Module?.Base ?? module.UnloadedDriver?.Start)?.ToString() ?? "-",
        module.WindowsPart ?? "-",
        module.Evidence is [var first, ..] ? first.Sentence : "-",
    ];

    private static string[] Row((SuspectModule Module, SuspectEvidence Fact) row) =>
        [row.Module.Rank?.ToString(CultureInfo.InvariantCulture) ?? "-", Name(row.Module), row.Fact.Sentence, Certainties.Of(row.Fact.Certainty), Kind(row.Fact.Kind)];

    private static string Name(SuspectModule module) => $"{module.Name ?? "(no name)"}{(module.UnloadedDriver is null ? "" : " (unloaded)")}";

    private static string Kind(EvidenceKind kind) => kind switch
    {
        EvidenceKind.NamedByCode => "named by the bug check",
        EvidenceKind.FaultingInstruction => "instruction that failed",
        EvidenceKind.CodeParameter => "parameter: code",
        EvidenceKind.CallStack => "call stack",
        EvidenceKind.StackValue => "value on the stack",
        _ => "parameter: some value",
    };
}
