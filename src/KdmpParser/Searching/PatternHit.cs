namespace KdmpParser;

/// <summary>A hit of a search for several patterns.</summary>
/// <param name="Address">Where its first byte is.</param>
/// <param name="Pattern">What was found there.</param>
public readonly record struct PatternHit(PhysicalAddress Address, BytePattern Pattern)
{
    /// <summary>One line: where and what.</summary>
    public override string ToString() => $"{Address}: {Pattern}";
}
