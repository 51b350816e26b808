using KdmpParser.Files;

namespace KdmpParser.Layouts;

/// <summary>A dump while it is being opened: its bytes, what the caller allows, and the oddities found so far.</summary>
internal sealed class Opening(DumpFile file, KernelDumpOptions options)
{
    /// <summary>Each data block of a small dump can have one.</summary>
    private const int MaximumWarnings = 100;

    private readonly List<string> _warnings = [];
    private int _unsaid;

    public DumpFile File { get; } = file;

    public KernelDumpOptions Options { get; } = options;

    public KernelDumpLimits Limits => Options.Limits;

    /// <summary>What was odd, a sentence each.</summary>
    public IEnumerable<string> Warnings => _unsaid == 0 ? _warnings : _warnings.Append(FormattableString.Invariant($"There are {_unsaid} more remarks."));

    public void Warn(FormattableString warning)
    {
        if (_warnings.Count < MaximumWarnings)
            _warnings.Add(FormattableString.Invariant(warning));
        else
            _unsaid++;
    }

    /// <summary>A dump that ends early: refused, or noted where the caller takes what there is.</summary>
    public void Truncated(KernelDumpException failure)
    {
        if (!Options.AllowTruncated)
            throw failure;
        Warn($"{failure.Message}");
    }

    /// <summary>Checks that a packed sequence of pages lies within the file.</summary>
    /// <returns>Whether it does.</returns>
    public bool CheckPages(ulong firstPage, ulong pageCount)
    {
        ulong length = (ulong)File.Length;
        if (firstPage <= length && pageCount <= (length - firstPage) / PhysicalAddress.PageSize)
            return true;
        ulong held = firstPage > length ? 0 : (length - firstPage) / PhysicalAddress.PageSize;
        Truncated(new(
            KernelDumpError.Truncated,
            FormattableString.Invariant(
                $"The dump is truncated: its {pageCount} pages from offset 0x{firstPage:x} on do not fit into the file, which has {length} bytes and holds {held} of them."),
            (long)Math.Min(firstPage, length))
        {
            Expected = FormattableString.Invariant($"{pageCount} pages"),
            Actual = FormattableString.Invariant($"{held} pages"),
        });
        return false;
    }

    public static KernelDumpException Corrupt(long offset, FormattableString message, string? expected = null, string? actual = null) =>
        new(KernelDumpError.Corrupt, "The dump is corrupt: " + FormattableString.Invariant(message), offset) { Expected = expected, Actual = actual };

    /// <summary>Checks a count that the file decides.</summary>
    /// <exception cref="KernelDumpException">It is over the limit.</exception>
    public static void CheckLimit(ulong count, long limit, long offset, string what)
    {
        if (count <= (ulong)limit)
            return;
        throw new KernelDumpException(
            KernelDumpError.LimitExceeded, FormattableString.Invariant($"The dump asks for {count} {what}, and at most {limit} are allowed."), offset)
        {
            Expected = FormattableString.Invariant($"at most {limit} {what}"),
            Actual = FormattableString.Invariant($"{count} {what}"),
        };
    }
}
