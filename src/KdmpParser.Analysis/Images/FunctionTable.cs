using System.Diagnostics.CodeAnalysis;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using KdmpParser.Images;

namespace KdmpParser.Analysis.Images;

/// <summary>
/// The exception directory of an image, which lists its functions that use the stack (.pdata, in "PE Format" of Microsoft's documentation), searched
/// where it lies: it is sorted, and the kernel's has tens of thousands of entries.
/// </summary>
internal sealed class FunctionTable
{
    /// <summary>Pages of one search that may be missing, before it is given up: a table is often paged out in parts.</summary>
    private const int MissingPages = 256;

    /// <summary>An entry of ARM64: begin, and unwind data or where that is.</summary>
    private const uint Arm64EntrySize = 8;

    private readonly VirtualAddressSpace _memory;
    private readonly VirtualAddress _table;
    private readonly uint _entrySize;
    private readonly int _count;

    /// <param name="memory">The address space that the image is loaded in.</param>
    /// <param name="image">Where it begins.</param>
    /// <param name="headers">Its headers.</param>
    public FunctionTable(VirtualAddressSpace memory, VirtualAddress image, ImageHeaders headers)
    {
        DirectoryEntry directory = headers.Optional.ExceptionTableDirectory;
        uint relative = unchecked((uint)directory.RelativeVirtualAddress), size = unchecked((uint)directory.Size);
        (_memory, Image, Machine, _table) = (memory, image, headers.Coff.Machine, image + relative);
        _entrySize = Machine == Machine.Arm64 ? Arm64EntrySize : (uint)Unsafe.SizeOf<RuntimeFunction>();
        uint count = size / _entrySize;
        if (Machine is not (Machine.Amd64 or Machine.Arm64))
            Failure = KernelDataFailure.NotRecorded($"exception directories of {Machine} images are not read");
        else if (relative == 0 || count == 0)
            Failure = KernelDataFailure.NotRecorded("the image has no exception directory");
        else if (count > (uint)memory.Limits.RuntimeFunctions)
            Failure = KernelDataFailure.LimitExceeded("entries of an exception directory", memory.Limits.RuntimeFunctions);
        else
            _count = (int)count;
    }

    /// <summary>Where the image begins.</summary>
    public VirtualAddress Image { get; }

    /// <summary>Processor that the image is for.</summary>
    public Machine Machine { get; }

    /// <summary>Why nothing can be looked up; an image without such a directory, which compilers never leave out, says nothing of its functions.</summary>
    public KernelDataFailure? Failure { get; }

    /// <summary>The entry of an x64 image whose code an address lies in.</summary>
    /// <param name="offset">The address, relative to the image.</param>
    /// <param name="failure">Why it is not known whether there is one.</param>
    /// <returns><see langword="null"/> where there is none, and where that is not known.</returns>
    public RuntimeFunction? Find(uint offset, out KernelDataFailure? failure) =>
        FindBelow(offset, out failure) is { } index && TryRead(index, out RuntimeFunction function, out failure) && function.Contains(offset) ? function : null;

    /// <summary>The last entry that begins at an address or before it.</summary>
    /// <param name="offset">The address, relative to the image.</param>
    /// <param name="failure">Why it is not known which one that is.</param>
    public int? FindBelow(uint offset, out KernelDataFailure? failure)
    {
        failure = null;
        int missing = 0;
        int? found = null;
        for (int low = 0, high = _count; low < high;)
        {
            int middle = low + (high - low) / 2;
            if (TryReadBegin(middle, out uint begin, out KernelDataFailure? unreadable))
            {
                if (begin <= offset)
                    (found, low) = (middle, middle + 1);
                else
                    high = middle;
                continue;
            }

            // Its page is not there. The nearest entries on both sides tell where to look further, or that it is this page that would have to be.
            int above = Readable(middle, high, up: true, ref missing), below = Readable(middle, low - 1, up: false, ref missing);
            if (above < high && TryReadBegin(above, out begin, out _) && begin <= offset)
                (found, low) = (above, above + 1);
            else if (below >= low && TryReadBegin(below, out begin, out _) && begin > offset)
                high = below;
            else if (below >= low && Machine == Machine.Amd64 && TryRead(below, out RuntimeFunction function, out _) && function.Contains(offset))
                return below;
            else
            {
                failure = unreadable;
                return null;
            }
        }

        return found;
    }

    /// <summary>Reads an entry by its place in the table.</summary>
    public bool TryRead<T>(int index, out T entry, [NotNullWhen(false)] out KernelDataFailure? failure) where T : unmanaged =>
        TryRead(PlaceOf(index), out entry, out failure);

    /// <summary>Reads an entry by its place in the image, for those that others point to.</summary>
    public bool TryRead(uint relative, out RuntimeFunction function, [NotNullWhen(false)] out KernelDataFailure? failure) =>
        TryRead(Image + relative, out function, out failure);

    /// <summary>Where an entry is.</summary>
    public VirtualAddress PlaceOf(int index) => _table + (ulong)index * _entrySize;

    /// <summary>The nearest entry above or below another one that can be read, page by page; <paramref name="end"/> where there is none.</summary>
    private int Readable(int index, int end, bool up, ref int missing)
    {
        ulong size = _entrySize, page = PhysicalAddress.PageSize;
        ulong first = _table.Value % page, at = first + (ulong)index * size;
        ulong boundary = up ? (at / page + 1) * page : (at + size - 1) / page * page;
        for (; missing < MissingPages && (up || boundary > first); boundary = up ? boundary + page : boundary - page)
        {
            // Up: the first entry that begins in that page. Down: the last one that ends before it.
            long other = up ? (long)((boundary - first + size - 1) / size) : (long)((boundary - first) / size) - 1;
            if (up ? other >= end : other <= end)
                break;
            if (TryReadBegin((int)other, out _, out _))
                return (int)other;
            missing++;
        }

        return end;
    }

    /// <summary>What every entry begins with.</summary>
    private bool TryReadBegin(int index, out uint begin, [NotNullWhen(false)] out KernelDataFailure? failure) => TryRead(index, out begin, out failure);

    private bool TryRead<T>(VirtualAddress address, out T value, [NotNullWhen(false)] out KernelDataFailure? failure) where T : unmanaged
    {
        bool isRead = _memory.TryRead(address, out value, out MemoryFailure unreadable);
        failure = isRead ? null : KernelDataFailure.Unreadable("the exception directory", unreadable);
        return isRead;
    }
}
