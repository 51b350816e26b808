namespace KdmpParser;

/// <summary>Virtual memory that the processor maps without a gap, with the same rights and the same page size.</summary>
/// <param name="Start">The first address.</param>
/// <param name="Length">In bytes; a region can end exactly at 2^64.</param>
/// <param name="PageSize">Size of each of its pages: 4 KiB, 2 MiB or 1 GiB, in bytes.</param>
/// <param name="Writable">Whether every level of the walk allows writes.</param>
/// <param name="Executable">Whether no level forbids instruction fetches.</param>
/// <param name="User">Whether every level allows user mode.</param>
public readonly record struct VirtualRegion(VirtualAddress Start, ulong Length, long PageSize, bool Writable, bool Executable, bool User)
{
    /// <summary>The last address.</summary>
    public VirtualAddress Last => Start.Value + (Length - 1);

    /// <summary>One line, as in <c>fffff805`10600000-fffff805`107fffff 2097152 -wx kernel</c>.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Start}-{Last} {PageSize} r{(Writable ? 'w' : '-')}{(Executable ? 'x' : '-')} {(User ? "user" : "kernel")}");
}
