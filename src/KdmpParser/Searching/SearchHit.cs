namespace KdmpParser;

/// <summary>Bytes that were found, and what stands around them. A copy, which stays valid after the dump is closed.</summary>
/// <param name="PhysicalAddress">Where they begin in physical memory; <see langword="null"/> in a small dump, which has none. Of a hit in virtual memory, where its first byte is.</param>
/// <param name="VirtualAddresses">
/// The virtual addresses that the dump's own page tables map there, in ascending order, the first 64 of them; none when another address space or nobody does. Of a hit
/// in virtual memory, its address there.
/// <see langword="null"/> when it is not known: the page tables cannot be walked, or map more pieces than
/// <see cref="KernelDumpLimits.Mappings"/>.
/// </param>
/// <param name="Context">The bytes, with up to 16 before and behind them, as far as those could be read without a gap.</param>
/// <param name="Offset">Where in the context the bytes begin.</param>
/// <param name="Length">How many bytes were found.</param>
public sealed record SearchHit(
    PhysicalAddress? PhysicalAddress, IReadOnlyList<VirtualAddress>? VirtualAddresses, MemoryView Context, int Offset, int Length)
{
    /// <summary>No address space of Windows shows ordinary memory so often; <see cref="VirtualAddressSpace.FindMappings"/> has them all.</summary>
    internal const int MaximumVirtualAddresses = 64;

    /// <summary>What was found.</summary>
    public BytePattern? Pattern { get; init; }

    /// <summary>One line: where.</summary>
    public override string ToString() => PhysicalAddress?.ToString() ?? new VirtualAddress(Context.Address + (ulong)Offset).ToString();
}
