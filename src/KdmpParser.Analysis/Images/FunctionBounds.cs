namespace KdmpParser.Analysis;

/// <summary>Where a function begins and ends, as the exception directory of its image says.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="End">The address behind its last byte.</param>
public readonly record struct FunctionBounds(VirtualAddress Start, VirtualAddress End)
{
    /// <summary>Where the function really begins of which this is a part that the compiler moved away; <see langword="null"/> for all others.</summary>
    public VirtualAddress? Primary { get; init; }

    /// <summary>One line: the range.</summary>
    public override string ToString() => $"{Start} to {End}{(Primary is { } primary ? $", a part of the function at {primary}" : "")}";
}
