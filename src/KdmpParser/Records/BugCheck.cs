using System.Collections.Immutable;
using System.Globalization;
using KdmpParser.Format;

namespace KdmpParser;

/// <summary>Why Windows stopped: a code and four parameters whose meaning depends on it. A parameter is <see langword="null"/> where none was recorded.</summary>
/// <param name="Code">The code as recorded, such as 0x1000007e.</param>
/// <param name="Parameter1">First parameter.</param>
/// <param name="Parameter2">Second parameter.</param>
/// <param name="Parameter3">Third parameter.</param>
/// <param name="Parameter4">Fourth parameter.</param>
public sealed record BugCheck(uint Code, ulong? Parameter1, ulong? Parameter2, ulong? Parameter3, ulong? Parameter4)
{
    /// <summary>Marks the small-dump variant ("_M") of the same code.</summary>
    internal const uint SmallDumpVariant = 0x10000000;

    /// <summary>The symbolic name, such as <c>SYSTEM_THREAD_EXCEPTION_NOT_HANDLED_M</c>, or <see langword="null"/> for a code that is not public.</summary>
    public string? Name => BugCheckNames.Find(Code)
        ?? ((Code & SmallDumpVariant) != 0 && BugCheckNames.Find(Code & ~SmallDumpVariant) is { } name ? name + "_M" : null);

    /// <summary>The four parameters in order.</summary>
    public ImmutableArray<ulong?> Parameters => [Parameter1, Parameter2, Parameter3, Parameter4];

    /// <summary>
    /// What each of the four parameters means, in a line, such as <c>IRQL at the time</c>. It is <c>Reserved</c> where Microsoft's
    /// Bug Check Code Reference says so, and <see langword="null"/> where it says nothing.
    /// </summary>
    public ImmutableArray<string?> ParameterMeanings =>
        BugCheckParameters.Find(Code) ?? BugCheckParameters.Find(Code & ~SmallDumpVariant) ?? [null, null, null, null];

    /// <summary>The code and its name, as in <c>0x7e SYSTEM_THREAD_EXCEPTION_NOT_HANDLED</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"0x{Code:x} {Name}").TrimEnd();

    internal static BugCheck? Decode(in DumpHeader64 header)
    {
        if (PageFill.Recorded(header.BugCheckCode) is not { } code)
            return null;
        UInt64x4 parameters = header.BugCheckParameters;
        return new(
            code, PageFill.Recorded(parameters[0]), PageFill.Recorded(parameters[1]), PageFill.Recorded(parameters[2]), PageFill.Recorded(parameters[3]));
    }

    internal void Encode(ref DumpHeader64 header)
    {
        header.BugCheckCode = Code;
        for (int i = 0; i < Parameters.Length; i++)
            header.BugCheckParameters[i] = Parameters[i] ?? PageFill.UInt64;
    }
}
