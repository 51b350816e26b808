namespace KdmpParser.Tests.Properties;

/// <summary>x64 page tables walked from the top down by the rules of the format, one address at a time, with nothing of the library's own walk.</summary>
internal sealed class NaiveTables(NaiveMemory memory, ulong directoryTableBase)
{
    private const ulong FrameMask = 0x000f_ffff_ffff_f000;

    public NaiveMemory Memory => memory;

    public static bool IsCanonical(ulong address) => address >> 47 is 0 or 0x1ffff;

    public static PageTableEntryKind KindOf(ulong entry)
    {
        if ((entry & 1) != 0)
            return PageTableEntryKind.Valid;
        if (entry == 0)
            return PageTableEntryKind.Zero;
        if ((entry & 1 << 10) != 0)
            return PageTableEntryKind.Prototype;
        if ((entry & 1 << 11) != 0)
            return PageTableEntryKind.Transition;
        return entry >> 32 != 0 ? PageTableEntryKind.PageFile : PageTableEntryKind.DemandZero;
    }

    public NaiveWalk Walk(ulong address)
    {
        NaiveWalk walk = WalkTables(address);
        if (walk.Entry != PageTableEntryKind.Prototype || walk.Steps.Count < 4)
            return walk;

        // All ones above: in the VAD. Else the address of the prototype PTE, which is not behind another one.
        ulong pte = walk.Steps[3].Value;
        if (pte >> 32 == uint.MaxValue)
            return walk;
        NaiveWalk way = WalkTables((ulong)((long)pte >> 16));
        if (way.Failure is not null || memory.U64At(way.Physical!.Value) is not { } prototype)
            return walk;
        ulong? page = KindOf(prototype) switch
        {
            PageTableEntryKind.Valid => prototype & FrameMask,
            PageTableEntryKind.Transition => prototype & 0x0000_ffff_ffff_f000,
            _ => null,
        };
        walk = walk with { Prototype = (way.Physical.Value, prototype) };
        return page is { } there
            ? Arrived(walk, address, there | address & 0xfff, 0x1000, null)
            : walk with { Failure = new(MemoryFailureReason.NotPresent, address, PageTableLevel.Pte, Entry: KindOf(prototype)) };
    }

    /// <summary>Each byte for itself.</summary>
    public ReadResult Read(ulong address, Span<byte> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            ulong at = unchecked(address + (ulong)i);
            if (at < address)
                return new(i, new(MemoryFailureReason.EndOfAddressSpace, at));
            (byte? read, MemoryFailure failure) = ByteAt(at);
            if (read is null)
                return new(i, failure);
            destination[i] = read.Value;
        }

        return new(destination.Length, null);
    }

    /// <summary>A byte, or why it cannot be had. Of a page that the file has in part, the bytes that are there can.</summary>
    public (byte? Value, MemoryFailure Failure) ByteAt(ulong address)
    {
        NaiveWalk walk = Walk(address);
        if (walk.Physical is not { } physical)
            return (null, walk.Failure!.Value);
        return (memory.ByteAt(physical), new(memory.WhyMissing(physical), address, Missing: physical));
    }

    private NaiveWalk WalkTables(ulong address)
    {
        var walk = new NaiveWalk([]);
        if (!IsCanonical(address))
            return walk with { Failure = new(MemoryFailureReason.NonCanonical, address) };

        ulong table = directoryTableBase & FrameMask;
        (bool Writable, bool User, bool Executable) rights = (true, true, true);
        for (int level = 0; level < 4; level++)
        {
            int shift = 39 - 9 * level;
            ulong at = table + 8 * (address >> shift & 511);
            if (memory.U64At(at) is not { } entry)
            {
                bool isCut = memory.WhyMissing(at) == MemoryFailureReason.Truncated;
                MemoryFailureReason reason = isCut ? MemoryFailureReason.Truncated : MemoryFailureReason.PageTableNotInDump;
                return walk with { Entry = null, Failure = new(reason, address, (PageTableLevel)level, at) };
            }

            walk.Steps.Add((at, entry));
            walk = walk with { Entry = KindOf(entry) };
            rights = (rights.Writable && (entry & 2) != 0, rights.User && (entry & 4) != 0, rights.Executable && entry >> 63 == 0);
            ulong size = 1UL << shift;
            bool isLarge = level is 1 or 2 && (entry & 0x80) != 0;
            if (walk.Entry == PageTableEntryKind.Valid && (isLarge || level == 3))
                return Arrived(walk, address, entry & FrameMask & ~(size - 1) | address & (size - 1), (long)size, rights);
            if (walk.Entry == PageTableEntryKind.Transition && level == 3)
                return Arrived(walk, address, entry & 0x0000_ffff_ffff_f000 | address & 0xfff, 0x1000, rights);
            if (walk.Entry != PageTableEntryKind.Valid)
                return walk with { Failure = new(MemoryFailureReason.NotPresent, address, (PageTableLevel)level, Entry: walk.Entry) };
            table = entry & FrameMask;
        }

        throw new InvalidOperationException("There are four levels.");
    }

    private NaiveWalk Arrived(NaiveWalk walk, ulong address, ulong physical, long size, (bool, bool, bool)? rights) => walk with
    {
        Physical = physical,
        PageSize = size,
        Rights = rights,
        Failure = memory.HasPage(physical) ? null : new(memory.WhyMissing(physical), address, Missing: physical),
    };
}
