using System.Collections.Immutable;

namespace KdmpParser.Analysis;

/// <summary>A structure of the kernel that a pointer led to: the fields that say something, and what speaks for its being one.</summary>
/// <param name="Name">Windows' name of the type, such as <c>IRP</c>.</param>
/// <param name="Address">Where it is.</param>
public sealed record FollowedStructure(string Name, VirtualAddress Address)
{
    /// <summary>In a few words, what it is about; <see langword="null"/> where it was not read. It can hold text of the dump.</summary>
    public string? Summary { get; init; }

    /// <summary>The fields, in the order of the structure; none where it was not read.</summary>
    public ImmutableArray<StructureFact> Facts { get; init; } = [];

    /// <summary>The structures that its pointers lead to, as far as they were followed.</summary>
    public ImmutableArray<FollowedStructure> Linked { get; init; } = [];

    /// <summary>What was checked before it was believed; <see langword="null"/> where it was not read.</summary>
    public string? Check { get; init; }

    /// <summary>Why it could not be read, or is none.</summary>
    public KernelDataFailure? Failure { get; init; }

    /// <summary>How sure it is that this is such a structure.</summary>
    public Certainty Certainty { get; init; } = Certainty.Likely;

    /// <summary>One line: the type, the address and what it is about.</summary>
    public override string ToString() => $"{Name} at {Address}{(Failure?.Message ?? Summary) switch { { } text => $": {text}", null => "" }}";
}
