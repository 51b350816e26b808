namespace KdmpParser.Analysis;

/// <summary>A process, and who knows of it.</summary>
/// <param name="Process">What its EPROCESS says; its address is <see langword="null"/> when only its place in physical memory is known.</param>
/// <param name="Sources">Where it was seen.</param>
public sealed record FoundProcess(Process Process, ProcessSources Sources)
{
    /// <summary>Where its EPROCESS is in physical memory; <see langword="null"/> when that is not known.</summary>
    public PhysicalAddress? PhysicalAddress { get; init; }

    /// <summary>How sure it is that this is a process; one that only a scan saw may have ended, or be what is left of one.</summary>
    public Certainty Certainty { get; init; }

    /// <summary>Whether it is the idle process, which has the identifier zero and is in no list.</summary>
    public bool IsIdle => Process.Id == 0;

    /// <summary>Whether something knows of it and the list does not; never where the list could not be read.</summary>
    public bool IsUnlisted { get; init; }

    /// <summary>One line: name, identifier and sources.</summary>
    public override string ToString() => $"{Process}: {Sources}";
}
