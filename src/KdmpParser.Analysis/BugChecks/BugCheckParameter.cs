using KdmpParser.Analysis.BugChecks;

namespace KdmpParser.Analysis;

/// <summary>A parameter of a bug check: what it means, and what its value is.</summary>
/// <param name="Number">1 to 4.</param>
/// <param name="Value">Its value; <see langword="null"/> where none was recorded.</param>
/// <param name="Meaning">What it means, in a line, with this subcode; <see langword="null"/> where that is not public.</param>
public sealed record BugCheckParameter(int Number, ulong? Value, string? Meaning)
{
    /// <summary>
    /// What the value is, such as <c>STATUS_ACCESS_VIOLATION</c>, <c>DISPATCH_LEVEL</c>, <c>write</c> or <c>amdppm.sys+0x334c</c>;
    /// <see langword="null"/> where there is nothing to be said. It can hold text of the dump: encode it before showing it.
    /// </summary>
    public string? Interpretation { get; init; }

    /// <summary>What an address is called; <see langword="null"/> where the parameter is none.</summary>
    public AddressDescription? Description { get; init; }

    /// <summary>Whether the byte at an address can be read, and how it is mapped or why it cannot; <see langword="null"/> where the parameter is none.</summary>
    public string? Memory { get; init; }

    /// <summary>Whether the byte at an address can be read from the dump; <see langword="null"/> where the parameter is none.</summary>
    public bool? IsReadable { get; init; }

    /// <summary>The structure that it points to, or why that cannot be had; <see langword="null"/> where it points to none that is known.</summary>
    public FollowedStructure? Structure { get; init; }

    /// <summary>How sure <see cref="Interpretation"/> is.</summary>
    public Certainty Certainty { get; init; } = Certainty.Certain;

    /// <summary>How <see cref="Interpretation"/> is known.</summary>
    public string Evidence { get; init; } = "";

    internal ParameterKind Kind { get; init; }

    /// <summary>One line: the number, the value and what it is.</summary>
    public override string ToString() => Value is not { } value
        ? FormattableString.Invariant($"parameter {Number}: not recorded")
        : FormattableString.Invariant($"parameter {Number}: 0x{value:x} {Interpretation}").TrimEnd();
}
