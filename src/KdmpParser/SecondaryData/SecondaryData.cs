using System.Collections;

namespace KdmpParser;

/// <summary>
/// The secondary data of a dump ("DumpBlob"): the entries in the order of the file. A decoded copy: it stays valid after the dump is
/// closed. Where the chain of entries is broken, the list holds those before the break, and <see cref="Problem"/> says what is wrong.
/// </summary>
public sealed class SecondaryData : IReadOnlyList<SecondaryDataBlob>
{
    private readonly IReadOnlyList<SecondaryDataBlob> _blobs;

    internal SecondaryData(IReadOnlyList<SecondaryDataBlob> blobs, KernelDumpException? problem)
    {
        _blobs = blobs;
        Problem = problem;
    }

    /// <summary>
    /// Why the list ends before the chain does: <see cref="KernelDumpError.Truncated"/>, <see cref="KernelDumpError.Corrupt"/> or
    /// <see cref="KernelDumpError.LimitExceeded"/>, with the file offset of the entry. <see langword="null"/> when the chain is whole, and
    /// when the dump has none.
    /// </summary>
    public KernelDumpException? Problem { get; }

    /// <summary>How many entries there are.</summary>
    public int Count => _blobs.Count;

    /// <summary>The entry at a position, from 0 on.</summary>
    /// <param name="index">Less than <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public SecondaryDataBlob this[int index] => _blobs[index];

    /// <inheritdoc/>
    public IEnumerator<SecondaryDataBlob> GetEnumerator() => _blobs.GetEnumerator();

    /// <summary>One line: how many entries, and why not more.</summary>
    public override string ToString() => Problem is null
        ? FormattableString.Invariant($"{Count} entries of secondary data")
        : FormattableString.Invariant($"{Count} entries of secondary data before the chain breaks: {Problem.Message}");

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
