using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace KdmpParser;

/// <summary>A copy of a piece of memory, made to be looked at; it stays valid after the dump is closed.</summary>
/// <param name="Address">Address of the first byte, physical or virtual.</param>
/// <param name="IsPhysical">Which of the two.</param>
/// <param name="Requested">How many bytes were asked for.</param>
/// <param name="Bytes">The bytes that could be had, from <paramref name="Address"/> on.</param>
/// <param name="Failure">Why there are fewer than asked.</param>
public sealed record MemoryView(ulong Address, bool IsPhysical, int Requested, ImmutableArray<byte> Bytes, MemoryFailure? Failure)
{
    /// <summary>One line: how many bytes, where, and why not more.</summary>
    public override string ToString() => FormattableString.Invariant($"{Bytes.Length} of {Requested} bytes at {(IsPhysical ? new PhysicalAddress(Address).ToString() : new VirtualAddress(Address).ToString())}{(Failure is { } failure ? $": {failure}" : "")}");

    internal static MemoryView Of(ulong address, bool isPhysical, byte[] buffer, ReadResult result) => new(
        address, isPhysical, buffer.Length, ImmutableCollectionsMarshal.AsImmutableArray(buffer[..result.BytesRead]), result.Failure);
}
