using System.Runtime.InteropServices;

namespace KdmpParser.Analysis.Hunting;

/// <summary>
/// The table of process and thread identifiers (PspCidTable, a HANDLE_TABLE): of pages with 256 entries of 16 bytes, and above them up to two levels of pages
/// with pointers, as the low bits of TableCode say. An identifier divided by four is the number of its entry.
/// </summary>
/// <remarks>
/// Where TableCode is and how an entry holds its object differs by build (public symbols of ntoskrnl): before Windows 8, TableCode is the first field and an
/// entry begins with the pointer; since Windows 8.1, TableCode is at 8 and the pointer is in bits 63:20 without its low four bits. Which of them it
/// is shows at identifier 4, which is that of the System process; nothing is taken for granted.
/// </remarks>
internal sealed class IdTable
{
    private const int EntriesPerPage = 256, PointersPerPage = 512;
    private const ulong SystemId = 4, IdStep = 4, LevelMask = 3, PointerMask = ~7UL;

    private static readonly (uint CodeOffset, Func<ulong, ulong> Decode)[] s_layouts =
        [(8, value => unchecked((ulong)((long)value >> 16)) & ~0xfUL), (0, value => value & PointerMask)];

    private readonly VirtualAddressSpace _memory;
    private readonly Func<ulong, ulong> _decode;
    private readonly ulong _code;
    private int _pages;

    private IdTable(VirtualAddressSpace memory, ulong code, Func<ulong, ulong> decode) => (_memory, _code, _decode) = (memory, code, decode);

    /// <summary>Why not all of it was read.</summary>
    public KernelDataFailure? Failure { get; private set; }

    public static IdTable? Open(VirtualAddressSpace memory, KdDebuggerData? data, VirtualAddress system, out KernelDataFailure? failure)
    {
        failure = null;
        if (data?.PspCidTable is not { } variable)
            failure = KernelDataFailure.NotRecorded("KDDEBUGGER_DATA64 has no PspCidTable");
        else if (!memory.TryRead(variable, out ulong address, out MemoryFailure missing))
            failure = KernelDataFailure.Unreadable("PspCidTable", missing);
        else
        {
            foreach ((uint offset, Func<ulong, ulong> decode) in s_layouts)
            {
                if (!memory.TryRead(new VirtualAddress(address) + offset, out ulong code, out missing))
                    failure ??= KernelDataFailure.Unreadable("the table of identifiers", missing);
                else if (new IdTable(memory, code, decode) is var table && table.ObjectOf(SystemId) == system.Value)
                    return table;
            }

            failure ??= KernelDataFailure.CheckFailed("the table of identifiers does not lead to the System process in any form that is known", address);
        }

        return null;
    }

    /// <summary>Identifiers and where their objects should be: processes and threads.</summary>
    public IEnumerable<(ulong Id, VirtualAddress Object)> Entries(CancellationToken cancellation)
    {
        int level = (int)(_code & LevelMask);
        ulong first = 0;
        foreach (ulong page in Leaves(_code & ~LevelMask, level))
        {
            cancellation.ThrowIfCancellationRequested();
            if (page != 0)
            {
                if (!HasRoom())
                    yield break;
                ulong[] values = Read(page, 2 * EntriesPerPage);
                for (int i = 0; i < values.Length; i += 2)
                {
                    if (values[i] != 0 && _decode(values[i]) is var found && found > long.MaxValue)
                        yield return (first + (ulong)(i / 2) * IdStep, found);
                }
            }

            first += EntriesPerPage * IdStep;
        }
    }

    /// <summary>The pages with entries, zero for those that were never made.</summary>
    private IEnumerable<ulong> Leaves(ulong page, int level)
    {
        if (level == 0)
            return [page];
        return level > 2 ? [] : Pointers(page, level);
    }

    private IEnumerable<ulong> Pointers(ulong page, int level)
    {
        if (!HasRoom())
            yield break;
        ulong[] pointers = Read(page, PointersPerPage);

        // A process table grows at its end, so behind an empty place there is nothing.
        foreach (ulong below in pointers.TakeWhile(below => below != 0))
        {
            foreach (ulong leaf in Leaves(below, level - 1))
                yield return leaf;
        }
    }

    private bool HasRoom()
    {
        if (++_pages <= _memory.Limits.IdTablePages)
            return true;
        Failure ??= KernelDataFailure.LimitExceeded("pages of identifiers", _memory.Limits.IdTablePages);
        return false;
    }

    private ulong[] Read(ulong page, int count)
    {
        var values = new ulong[count];
        ReadResult read = _memory.Read(page, MemoryMarshal.AsBytes(values.AsSpan()));
        if (read.Failure is { } missing)
            Failure ??= KernelDataFailure.Unreadable("a page of the table of identifiers", missing);
        return values;
    }

    /// <summary>What the entry of a small identifier leads to: one in the first page.</summary>
    private ulong ObjectOf(ulong id)
    {
        ulong page = _code & ~LevelMask;
        for (ulong level = _code & LevelMask; level > 0; level--)
        {
            if (!_memory.TryRead(page, out page))
                return 0;
        }

        return _memory.TryRead(page + id / IdStep * 16, out ulong value) ? _decode(value) : 0;
    }
}
