using KdmpInteractive.Rendering;
using KdmpParser;
using KdmpParser.Analysis;

namespace KdmpInteractive.Views;

/// <summary>Values on a stack that may be return addresses, a row each, and what they are not.</summary>
internal static class ReturnCandidatesView
{
    public const string Title = "Candidates for return addresses";

    /// <summary>What everybody has to know who looks at them.</summary>
    public const string Remark =
        "These are candidates, not a call stack: values on the stack that lie in a module. Many are left over from earlier calls, or point to data; where no call stands before the place, it is none.";

    private static readonly string[] s_columns = ["Stack address#", "Value#", "Place", "Before it", "Returned to"];

    /// <summary>The candidates on one stack.</summary>
    public static View Of(CapturedList<ReturnCandidate> candidates) => Of(candidates, OutputLimits.Default);

    /// <inheritdoc cref="Of(CapturedList{ReturnCandidate})"/>
    public static View Of(CapturedList<ReturnCandidate> candidates, OutputLimits limits) => new(Title, Blocks(candidates, limits)) { Limits = limits };

    /// <summary>Candidates in the order of somebody's list.</summary>
    public static View Of(IEnumerable<ReturnCandidate> candidates) => new(Title, new Paragraph(Remark), Table(candidates, OutputLimits.Default));

    /// <summary>The parts of such a view, to be put into another one.</summary>
    public static Block[] Blocks(CapturedList<ReturnCandidate> candidates, OutputLimits limits) =>
        [new Paragraph(Remark), .. BoundedTable.WithRemark(Table(candidates, limits), candidates.Failure)];

    private static DataTable Table(IEnumerable<ReturnCandidate> candidates, OutputLimits limits) => BoundedTable.Of("Candidates", s_columns, candidates, Row, limits);

    private static string[] Row(ReturnCandidate candidate) =>
        [candidate.Candidate.Address.ToString(), candidate.Candidate.Value.ToString(), candidate.Description.ToString(), Before(candidate), candidate.Certainty is { } certainty ? Certainties.Of(certainty) : "no"];

    private static string Before(ReturnCandidate candidate) => candidate switch
    {
        { Call: { } call } => call.Text,
        { Check: CallCheck.NotCaptured } => "not captured",
        _ => candidate.Failure?.Message ?? "",
    };
}
