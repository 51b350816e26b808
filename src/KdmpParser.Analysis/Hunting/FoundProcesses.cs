namespace KdmpParser.Analysis;

/// <summary>The processes of a dump, as several sources know them.</summary>
/// <remarks>
/// The limits: a scan finds processes that have ended, too, until their memory is used again, and nothing that is known without symbols tells them from
/// hidden ones. It does not find one whose EPROCESS lies on two pages that do not follow each other in physical memory, nor one whose page is not in the dump.
/// A source that could not be read is in <see cref="Failures"/>.
/// </remarks>
/// <param name="Processes">Those that the list does not have first, then by identifier.</param>
/// <param name="Failures">What could not be read.</param>
public sealed record FoundProcesses(IReadOnlyList<FoundProcess> Processes, IReadOnlyList<ProcessSourceFailure> Failures)
{
    /// <summary>Which sources were asked, and gave something.</summary>
    public ProcessSources Sources { get; init; }

    /// <summary>One line: how many, and how many are not listed.</summary>
    public override string ToString() => FormattableString.Invariant($"{Processes.Count} processes, {Processes.Count(process => process.IsUnlisted)} of them not in the list");
}
