namespace KdmpParser;

/// <summary>
/// A value on a stack that lies in a module. It may be a return address, or what an earlier call left behind, or the address of a
/// function or of data: without unwind data nobody knows.
/// </summary>
/// <param name="Address">Where on the stack it stands.</param>
/// <param name="Value">The value.</param>
/// <param name="Module">The module that it lies in.</param>
public sealed record StackCandidate(VirtualAddress Address, VirtualAddress Value, LoadedModule Module)
{
    /// <summary>How far the value lies behind the first byte of its module.</summary>
    public ulong Offset => Value - Module.Base;

    /// <summary>One line: where, and the value as module and offset.</summary>
    public override string ToString() => FormattableString.Invariant($"{Address}: {Module.Name ?? "(no name)"}+0x{Offset:x}");
}
