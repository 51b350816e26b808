using System.Globalization;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Memory as hex: one piece and why it ends early when it does, or pieces and what is missing between them.</summary>
internal static class MemoryViewView
{
    public static View Of(MemoryView memory) => Of(memory, HexUnit.Bytes);

    /// <param name="memory">What is shown.</param>
    /// <param name="unit">What the numbers are.</param>
    /// <param name="dump">Whose modules pointers lie in.</param>
    /// <param name="limits">How many lines.</param>
    public static View Of(MemoryView memory, HexUnit unit, KernelDump? dump = null, OutputLimits? limits = null)
    {
        // What follows the first missing byte was not looked at, so nothing is said of it.
        MemoryView captured = memory with { Requested = memory.Bytes.Length, Failure = null };
        Block[] stop = memory.Failure is { } failure ? [new Paragraph(Stop(failure, memory.IsPhysical), isWarning: true)] : [];
        return new(Title(memory.IsPhysical, memory.Address, memory.Bytes.Length, memory.Requested), [.. Hex([captured], unit, dump), .. stop, .. Copy(captured)])
        {
            Limits = limits ?? OutputLimits.Default,
        };
    }

    public static View Of(MemoryPieces memory) => Of(memory, HexUnit.Bytes);

    /// <inheritdoc cref="Of(MemoryView, HexUnit, KernelDump?, OutputLimits?)"/>
    public static View Of(MemoryPieces memory, HexUnit unit, KernelDump? dump = null, OutputLimits? limits = null) =>
        new(Title(memory.IsPhysical, memory.Address, memory.BytesRead, memory.Requested), [.. Hex(memory, unit, dump), .. Copy(memory[0])])
        {
            Limits = limits ?? OutputLimits.Default,
        };

    /// <summary>One sentence: where the memory ends and why.</summary>
    public static string Stop(MemoryFailure failure, bool isPhysical) => $"{Address(isPhysical, failure.Address)} cannot be read: {failure}.";

    private static Block[] Hex(IReadOnlyList<MemoryView> pieces, HexUnit unit, KernelDump? dump) => pieces.All(piece => piece is { Bytes.IsEmpty: true, Failure: null })
        ? []
        : [new HexDump(pieces, unit, address => AddressNames.Of(dump, address))];

    /// <summary>Up to the first byte that is missing: an array has no holes.</summary>
    private static Block[] Copy(MemoryView first) => first.Bytes.IsEmpty ? [] : [new HexCopy(first.Bytes.AsMemory())];

    private static string Title(bool isPhysical, ulong address, int read, int requested) => string.Create(
        CultureInfo.InvariantCulture, $"{(isPhysical ? "Physical" : "Virtual")} memory at {Address(isPhysical, address)}, {read} of {requested} bytes");

    private static string Address(bool isPhysical, ulong address) => isPhysical ? Rendering.Hex.Of(address) : new VirtualAddress(address).ToString();
}
