using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Values on a stack that lie in a module, a row each, and what they are not.</summary>
internal static class StackCandidatesView
{
    /// <summary>What everybody has to know who looks at them.</summary>
    public const string Remark =
        "These are candidates, not a call stack: values on the stack that lie in a module. Without unwind data nobody knows which of them are return addresses.";

    private static readonly string[] s_columns = ["Stack address#", "Value#", "Module and offset"];

    /// <summary>The candidates on one stack.</summary>
    public static View Of(CapturedList<StackCandidate> candidates, OutputLimits? limits = null)
    {
        limits ??= OutputLimits.Default;
        return new("Candidate return addresses on the stack", [new Paragraph(Remark), .. BoundedTable.WithRemark(Table(candidates, limits), candidates.Failure)])
        {
            Limits = limits,
        };
    }

    /// <summary>Candidates in the order of somebody's list.</summary>
    public static View Of(IEnumerable<StackCandidate> candidates) =>
        new("Candidate return addresses on the stack", new Paragraph(Remark), Table(candidates, OutputLimits.Default));

    private static DataTable Table(IEnumerable<StackCandidate> candidates, OutputLimits limits) => BoundedTable.Of("Candidates", s_columns, candidates, Row, limits);

    private static string[] Row(StackCandidate candidate) =>
        [candidate.Address.ToString(), candidate.Value.ToString(), AddressNames.In(candidate.Module, candidate.Value)];
}
