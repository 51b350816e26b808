using System.Diagnostics.CodeAnalysis;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using KdmpParser.Images;

namespace KdmpParser.Analysis.Stacks;

/// <summary>
/// The exception directory of an image, which lists its functions that use the stack (.pdata, in "PE Format" of Microsoft's documentation), searched
/// where it lies: it is sorted, and the kernel's has tens of thousands of entries.
/// </summary>
internal sealed class FunctionTable
{
    /// <summary>Pages of one search that may be missing, before it is given up: a table is often paged out in parts.</summary>
    private const int MissingPages = 256;

    private readonly VirtualAddressSpace _memory;
    private readonly VirtualAddress _table;
    private readonly int _count;

    private FunctionTable(VirtualAddressSpace memory, VirtualAddress image, DirectoryEntry directory)
    {
        _memory = memory;
        Image = image;
        _table = image + unchecked((uint)directory.RelativeVirtualAddress);
        _count = directory.RelativeVirtualAddress == 0 ? 0 : (int)(unchecked((uint)directory.Size) / (uint)Unsafe.SizeOf<RuntimeFunction>());
    }

    /// <summary>Where the image begins.</summary>
    public VirtualAddress Image { get; }

    /// <summary>Whether the image has no such directory at all, which compilers never leave out: nothing is known of its functions.</summary>
    public bool IsEmpty => _count == 0;

    /// <param name="memory">The address space that the image is loaded in.</param>
    /// <param name="image">Where it begins.</param>
    /// <param name="failure">Why there is none.</param>
    public static FunctionTable? Read(VirtualAddressSpace memory, VirtualAddress image, out KernelDataFailure? failure)
    {
        if (!ImageHeaders.TryRead(memory, image, out ImageHeaders? headers, out failure))
            return null;
        if (headers.Coff.Machine == Machine.Amd64)
            return new(memory, image, headers.Optional.ExceptionTableDirectory);
        failure = KernelDataFailure.CheckFailed(FormattableString.Invariant($"the image is for another processor ({headers.Coff.Machine})"), image);
        return null;
    }

    /// <summary>Finds the entry whose code an address lies in.</summary>
    /// <param name="address">Relative to the image.</param>
    /// <param name="failure">Why it is not known whether there is one.</param>
    /// <returns><see langword="null"/> where there is none, and where that is not known.</returns>
    public RuntimeFunction? Find(uint address, out KernelDataFailure? failure)
    {
        failure = null;
        int missing = 0;
        for (int low = 0, high = _count; low < high;)
        {
            int middle = low + (high - low) / 2;
            if (TryRead(middle, out RuntimeFunction function, out KernelDataFailure? unreadable))
            {
                if (function.Contains(address))
                    return function;
                (low, high) = address < function.Begin ? (low, middle) : (middle + 1, high);
                continue;
            }

            // Its page is not there. The nearest entries on both sides tell where to look further, or that it is this page that would have to be.
            int above = Readable(middle, high, up: true, ref missing), below = Readable(middle, low - 1, up: false, ref missing);
            if (above < high && TryRead(above, out function, out _) && address >= function.Begin)
            {
                if (function.Contains(address))
                    return function;
                low = above + 1;
            }
            else if (below >= low && TryRead(below, out function, out _) && address < function.End)
            {
                if (function.Contains(address))
                    return function;
                high = below;
            }
            else
            {
                failure = unreadable;
                return null;
            }
        }

        return null;
    }

    /// <summary>Reads an entry by its place in the image, for those that others point to.</summary>
    public bool TryRead(uint relative, out RuntimeFunction function, [NotNullWhen(false)] out KernelDataFailure? failure) =>
        TryRead(Image + relative, out function, out failure);

    /// <summary>The nearest entry above or below another one that can be read, page by page; <paramref name="end"/> where there is none.</summary>
    private int Readable(int index, int end, bool up, ref int missing)
    {
        ulong size = (ulong)Unsafe.SizeOf<RuntimeFunction>(), page = PhysicalAddress.PageSize;
        ulong first = _table.Value % page, at = first + (ulong)index * size;
        ulong boundary = up ? (at / page + 1) * page : (at + size - 1) / page * page;
        for (; missing < MissingPages && (up || boundary > first); boundary = up ? boundary + page : boundary - page)
        {
            // Up: the first entry that begins in that page. Down: the last one that ends before it.
            long other = up ? (long)((boundary - first + size - 1) / size) : (long)((boundary - first) / size) - 1;
            if (up ? other >= end : other <= end)
                break;
            if (TryRead((int)other, out _, out _))
                return (int)other;
            missing++;
        }

        return end;
    }

    private bool TryRead(int index, out RuntimeFunction function, [NotNullWhen(false)] out KernelDataFailure? failure) =>
        TryRead(_table + (ulong)index * (ulong)Unsafe.SizeOf<RuntimeFunction>(), out function, out failure);

    private bool TryRead(VirtualAddress address, out RuntimeFunction function, [NotNullWhen(false)] out KernelDataFailure? failure)
    {
        bool isRead = _memory.TryRead(address, out function, out MemoryFailure unreadable);
        failure = isRead ? null : KernelDataFailure.Unreadable("the function table of the image", unreadable);
        return isRead;
    }
}
