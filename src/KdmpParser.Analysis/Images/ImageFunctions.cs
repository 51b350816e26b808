using System.Reflection.PortableExecutable;

namespace KdmpParser.Analysis.Images;

/// <summary>
/// Where the functions of an image begin and end, as its exception directory says: see "x64 exception handling" and "ARM64 exception handling" of
/// Microsoft's documentation.
/// </summary>
/// <param name="memory">The address space that the image is loaded in.</param>
/// <param name="table">Its exception directory; <see langword="null"/> where it has no headers.</param>
internal sealed class ImageFunctions(VirtualAddressSpace memory, FunctionTable? table)
{
    /// <summary>UNW_FLAG_CHAININFO, in bits 7:3 of the first byte of UNWIND_INFO: behind the unwind codes stands the entry that this one goes on.</summary>
    private const byte ChainFlag = 4;

    /// <summary>The function that holds an address.</summary>
    /// <param name="address">Any address of the image.</param>
    /// <param name="failure">Why it is not known whether there is one.</param>
    /// <returns><see langword="null"/> where no entry holds the address, and where the entries cannot be read.</returns>
    public FunctionBounds? Find(VirtualAddress address, out KernelDataFailure? failure) =>
        FindBelow(address, out failure) is { } below && address < below.End ? below : null;

    /// <summary>How an address lies to a symbol at or below it.</summary>
    public SymbolRelation Relate(VirtualAddress symbol, VirtualAddress address)
    {
        if (symbol == address)
            return SymbolRelation.Same;
        if (FindBelow(address, out _) is not { } below)
            return SymbolRelation.Unknown;
        if (address < below.End)
        {
            // In a function: either the symbol lies in it, too, or its primary part does, from which the compiler moved this one away.
            return symbol >= below.Start || (below.Primary is { } primary && Contains(primary, symbol)) ? SymbolRelation.Same : SymbolRelation.AnotherFunction;
        }

        // Between functions, where those are that need no entry. One that begins behind the symbol has ended before the address.
        return below.End > symbol ? SymbolRelation.AnotherFunction : SymbolRelation.Unknown;
    }

    private bool Contains(VirtualAddress function, VirtualAddress address) =>
        address >= function && FindBelow(function, out _) is { } bounds && address < bounds.End;

    /// <summary>The last function that begins at an address or before it.</summary>
    public FunctionBounds? FindBelow(VirtualAddress address, out KernelDataFailure? failure)
    {
        failure = table?.Failure;
        if (table is null || failure is not null || address - table.Image > uint.MaxValue || table.FindBelow((uint)(address - table.Image), out failure) is not { } entry)
            return null;
        if (table.Machine == Machine.Arm64)
        {
            return table.TryRead(entry, out (uint Begin, uint UnwindData) packed, out failure) && Arm64Length(table.Image, packed.UnwindData, out failure) is { } length
                ? new(table.Image + packed.Begin, table.Image + packed.Begin + length)
                : null;
        }

        if (!table.TryRead(entry, out RuntimeFunction function, out failure))
            return null;
        if (function.End <= function.Begin)
        {
            failure = KernelDataFailure.CheckFailed("an entry of the exception directory ends before it begins", table.PlaceOf(entry));
            return null;
        }

        return new(table.Image + function.Begin, table.Image + function.End) { Primary = Primary(table.Image, function.UnwindData) };
    }

    /// <summary>Bits 1:0 of the unwind data say what it is: zero for the address of a record, else it is packed. Lengths are in words.</summary>
    private uint? Arm64Length(VirtualAddress image, uint unwindData, out KernelDataFailure? failure)
    {
        failure = null;
        if ((unwindData & 3) != 0)
            return (unwindData >> 2 & 0x7ff) * sizeof(uint);
        if (memory.TryRead(image + unwindData, out uint record, out MemoryFailure unreadable))
            return (record & 0x3ffff) * sizeof(uint);
        failure = KernelDataFailure.Unreadable("the unwind data of a function", unreadable);
        return null;
    }

    /// <summary>Follows chained unwind information to where the function begins; <see langword="null"/> where there is no chain.</summary>
    private VirtualAddress? Primary(VirtualAddress image, uint unwind)
    {
        VirtualAddress? primary = null;
        for (int link = 0; link < memory.Limits.ChainedUnwindInfos; link++)
        {
            // UNWIND_INFO: version and flags, size of the prolog, count of codes of two bytes, whose number is rounded up to an even one.
            VirtualAddress info = image + unwind;
            if (unwind % sizeof(uint) != 0 || !memory.TryRead(info, out byte flags) || (flags >> 3 & ChainFlag) == 0 || !memory.TryRead(info + 2, out byte codes))
                return primary;
            VirtualAddress chained = info + 4 + 2 * (((ulong)codes + 1) & ~1UL);
            if (!memory.TryRead(chained, out uint begin) || !memory.TryRead(chained + 8, out unwind))
                return primary;
            primary = image + begin;
        }

        return primary;
    }
}
