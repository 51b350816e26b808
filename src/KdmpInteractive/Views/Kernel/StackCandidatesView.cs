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
    /// <param name="candidates">The candidates.</param>
    /// <param name="limits">How many rows.</param>
    /// <param name="dump">Whose stack it is: then values are named by symbols, where they have one.</param>
    public static View Of(CapturedList<StackCandidate> candidates, OutputLimits? limits = null, KernelDump? dump = null)
    {
        limits ??= OutputLimits.Default;
        return new("Candidate return addresses on the stack", [new Paragraph(Remark), .. BoundedTable.WithRemark(Table(candidates, limits, dump), candidates.Failure)])
        {
            Limits = limits,
        };
    }

    /// <summary>Candidates in the order of somebody's list.</summary>
    public static View Of(IEnumerable<StackCandidate> candidates) =>
        new("Candidate return addresses on the stack", new Paragraph(Remark), Table(candidates, OutputLimits.Default, dump: null));

    private static DataTable Table(IEnumerable<StackCandidate> candidates, OutputLimits limits, KernelDump? dump) =>
        BoundedTable.Of("Candidates", s_columns, candidates, candidate => Row(candidate, dump), limits);

    private static string[] Row(StackCandidate candidate, KernelDump? dump) =>
        [candidate.Address.ToString(), candidate.Value.ToString(), AddressNames.Of(dump, candidate.Value) ?? AddressNames.In(candidate.Module, candidate.Value)];
}
