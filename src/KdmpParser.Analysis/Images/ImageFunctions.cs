using System.Reflection.PortableExecutable;
using KdmpParser.Images;

namespace KdmpParser.Analysis.Images;

/// <summary>
/// Where the functions of an image begin and end, as its exception directory (.pdata) says: see "x64 exception handling" and "ARM64 exception
/// handling" of Microsoft's documentation. Nothing is copied: a look-up reads the entries that it needs.
/// </summary>
internal sealed class ImageFunctions
{
    /// <summary>Sizes of RUNTIME_FUNCTION: begin, end, unwind information in x64; begin and unwind data in ARM64.</summary>
    private const uint Amd64EntrySize = 12, Arm64EntrySize = 8;

    /// <summary>UNW_FLAG_CHAININFO, in bits 7:3 of the first byte of UNWIND_INFO: behind the unwind codes stands the entry that this one goes on.</summary>
    private const byte ChainFlag = 4;

    /// <summary>More links than a compiler makes; a hostile chain can be a ring.</summary>
    private const int LongestChain = 32;

    private readonly VirtualAddressSpace _memory;
    private readonly VirtualAddress _imageBase, _table;
    private readonly uint _entrySize, _count;

    private ImageFunctions(VirtualAddressSpace memory, VirtualAddress imageBase, VirtualAddress table, uint entrySize, uint count, KernelDataFailure? failure) =>
        (_memory, _imageBase, _table, _entrySize, _count, Failure) = (memory, imageBase, table, entrySize, count, failure);

    /// <summary>Why nothing can be looked up.</summary>
    public KernelDataFailure? Failure { get; }

    public static ImageFunctions None(VirtualAddressSpace memory, KernelDataFailure failure) => new(memory, default, default, Amd64EntrySize, 0, failure);

    public static ImageFunctions Of(VirtualAddressSpace memory, VirtualAddress imageBase, ImageHeaders headers)
    {
        uint entrySize = headers.Coff.Machine switch
        {
            Machine.Amd64 => Amd64EntrySize,
            Machine.Arm64 => Arm64EntrySize,
            _ => 0,
        };
        DirectoryEntry directory = headers.Optional.ExceptionTableDirectory;
        uint size = unchecked((uint)directory.Size);
        if (entrySize == 0)
            return None(memory, KernelDataFailure.NotRecorded($"exception directories of {headers.Coff.Machine} images are not read"));
        if (directory.RelativeVirtualAddress == 0 || size < entrySize)
            return None(memory, KernelDataFailure.NotRecorded("the image has no exception directory"));
        uint count = size / entrySize;
        return count > (uint)memory.Limits.RuntimeFunctions
            ? None(memory, KernelDataFailure.LimitExceeded("entries of an exception directory", memory.Limits.RuntimeFunctions))
            : new(memory, imageBase, imageBase + unchecked((uint)directory.RelativeVirtualAddress), entrySize, count, null);
    }

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

    /// <summary>The last entry that begins at an address or before it.</summary>
    private FunctionBounds? FindBelow(VirtualAddress address, out KernelDataFailure? failure)
    {
        failure = Failure;
        ulong wanted = address - _imageBase;
        if (_count == 0 || wanted > uint.MaxValue)
            return null;
        uint from = 0, end = _count;
        while (from < end)
        {
            uint middle = from + (end - from) / 2;
            if (!TryRead(middle, 0, out uint begin, out failure))
                return null;
            if (begin <= wanted)
                from = middle + 1;
            else
                end = middle;
        }

        return from == 0 ? null : Decode(from - 1, out failure);
    }

    private FunctionBounds? Decode(uint entry, out KernelDataFailure? failure)
    {
        if (!TryRead(entry, 0, out uint begin, out failure) || !TryRead(entry, 4, out uint second, out failure))
            return null;
        if (_entrySize == Arm64EntrySize)
            return Arm64Length(second, out failure) is { } length ? new(_imageBase + begin, _imageBase + begin + length) : null;
        if (second <= begin)
        {
            failure = KernelDataFailure.CheckFailed("an entry of the exception directory ends before it begins", _table + entry * (ulong)_entrySize);
            return null;
        }

        var bounds = new FunctionBounds(_imageBase + begin, _imageBase + second);
        return TryRead(entry, 8, out uint unwind, out _) && Primary(unwind) is { } primary ? bounds with { Primary = primary } : bounds;
    }

    /// <summary>Bits 1:0 of the unwind data say what it is: zero for the address of a record, else it is packed. Lengths are in words.</summary>
    private uint? Arm64Length(uint unwindData, out KernelDataFailure? failure)
    {
        failure = null;
        if ((unwindData & 3) != 0)
            return (unwindData >> 2 & 0x7ff) * sizeof(uint);
        if (_memory.TryRead(_imageBase + unwindData, out uint record, out MemoryFailure unreadable))
            return (record & 0x3ffff) * sizeof(uint);
        failure = KernelDataFailure.Unreadable("the unwind data of a function", unreadable);
        return null;
    }

    /// <summary>Follows chained unwind information to where the function begins; <see langword="null"/> where there is no chain.</summary>
    private VirtualAddress? Primary(uint unwind)
    {
        VirtualAddress? primary = null;
        for (int link = 0; link < LongestChain; link++)
        {
            // UNWIND_INFO: version and flags, size of the prolog, count of codes of two bytes, whose number is rounded up to an even one.
            VirtualAddress info = _imageBase + unwind;
            if (unwind % sizeof(uint) != 0 || !_memory.TryRead(info, out byte flags) || (flags >> 3 & ChainFlag) == 0 || !_memory.TryRead(info + 2, out byte codes))
                return primary;
            VirtualAddress chained = info + 4 + 2 * (((ulong)codes + 1) & ~1UL);
            if (!_memory.TryRead(chained, out uint begin) || !_memory.TryRead(chained + 8, out unwind))
                return primary;
            primary = _imageBase + begin;
        }

        return primary;
    }

    private bool TryRead(uint entry, uint offset, out uint value, out KernelDataFailure? failure)
    {
        bool read = _memory.TryRead(_table + entry * (ulong)_entrySize + offset, out value, out MemoryFailure unreadable);
        failure = read ? null : KernelDataFailure.Unreadable("the exception directory", unreadable);
        return read;
    }
}
