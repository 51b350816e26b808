namespace KdmpParser.Analysis.Code;

/// <summary>Says of values on a stack what speaks for their being return addresses.</summary>
internal sealed class CandidateReader(AnalyzedDump analyzed)
{
    private readonly CallReader _calls = new(analyzed);
    private readonly Dictionary<VirtualAddress, CallEvidence> _known = [];

    /// <param name="found">The values, the nearest to the top of the stack first.</param>
    /// <param name="context">Where the stack begins.</param>
    public List<ReturnCandidate> Read(CapturedList<StackCandidate> found, CpuContext? context)
    {
        var candidates = new List<ReturnCandidate>(found.Count);
        var entered = new HashSet<VirtualAddress>();
        if (context?.InstructionPointer is { } current)
            Enter(current, entered);
        foreach (StackCandidate value in found)
        {
            if (!_known.TryGetValue(value.Value, out CallEvidence? evidence))
                _known.Add(value.Value, evidence = _calls.Before(value.Value));
            candidates.Add(new(value, evidence.Check, analyzed.Dump.Describe(value.Value))
            {
                Call = evidence.Call,
                Failure = evidence.Failure,
                IsCalleeOnStack = evidence.Call?.Target is { } target && entered.Contains(target.Address),
            });
            if (evidence.Check is CallCheck.Call or CallCheck.NotCaptured)
                Enter(value.Value, entered);
        }

        return candidates;
    }

    /// <summary>Remembers where the function begins that an address lies in.</summary>
    private void Enter(VirtualAddress address, HashSet<VirtualAddress> entered)
    {
        if (analyzed.Dump.FindModule(address) is { } module && analyzed.ImageOf(module).Functions.Find(address, out _) is { } function)
            entered.Add(function.Start);
    }
}
