namespace KdmpParser.Analysis;

/// <summary>A value on a stack that may be a return address, and what speaks for it.</summary>
/// <param name="Candidate">The value, and where it stands.</param>
/// <param name="Check">Whether a call stands before the place that it names.</param>
/// <param name="Description">What it is called.</param>
public sealed record ReturnCandidate(StackCandidate Candidate, CallCheck Check, AddressDescription Description);
