namespace KdmpParser.Searching;

/// <summary>Where a pattern was found.</summary>
/// <param name="Address">Of its first byte.</param>
/// <param name="Pattern">Which of the patterns, counted from zero.</param>
internal readonly record struct PatternMatch(ulong Address, int Pattern) : IComparable<PatternMatch>
{
    public int CompareTo(PatternMatch other) => Address != other.Address ? Address.CompareTo(other.Address) : Pattern.CompareTo(other.Pattern);
}
