namespace KdmpParser;

/// <summary>A place that may hold a context: <see cref="ContextSearch"/> looks whether it does.</summary>
/// <param name="Kind">What points there.</param>
/// <param name="Address">The place.</param>
internal readonly record struct ContextCandidate(ContextKind Kind, VirtualAddress Address);
