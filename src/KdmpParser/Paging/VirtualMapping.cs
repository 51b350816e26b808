namespace KdmpParser;

/// <summary>A virtual address that maps a physical one, and what it allows.</summary>
/// <param name="VirtualAddress">The virtual address of the byte that was asked for.</param>
/// <param name="PageSize">Size of the page that maps it: 4 KiB, 2 MiB or 1 GiB, in bytes.</param>
/// <param name="Writable">Whether every level of the walk allows writes.</param>
/// <param name="Executable">Whether no level forbids instruction fetches.</param>
/// <param name="User">Whether every level allows user mode.</param>
public readonly record struct VirtualMapping(VirtualAddress VirtualAddress, long PageSize, bool Writable, bool Executable, bool User)
{
    /// <summary>One line, as in <c>fffff805`10600000 4096 r-x kernel</c>.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{VirtualAddress} {PageSize} r{(Writable ? 'w' : '-')}{(Executable ? 'x' : '-')} {(User ? "user" : "kernel")}");
}
