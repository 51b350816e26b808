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
    /// <summary>Entries of one search that may be missing, before it is given up: a table is often paged out in parts.</summary>
    private const int MissingEntries = 256;

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
            if (!TryReadNear(low, high, ref missing, out int index, out RuntimeFunction function, out failure))
                return null;
            if (address < function.Begin)
                high = index;
            else if (address >= function.End)
                low = index + 1;
            else
                return function;
        }

        return null;
    }

    /// <summary>Reads an entry by its place in the image, for those that others point to.</summary>
    public bool TryRead(uint relative, out RuntimeFunction function, [NotNullWhen(false)] out KernelDataFailure? failure) =>
        TryRead(Image + relative, out function, out failure);

    /// <summary>Reads the middle one of a part of the table, or the nearest one to it in a page that is there.</summary>
    private bool TryReadNear(int low, int high, ref int missing, out int index, out RuntimeFunction function, out KernelDataFailure? failure)
    {
        int size = Unsafe.SizeOf<RuntimeFunction>(), perPage = PhysicalAddress.PageSize / size;
        int middle = low + (high - low) / 2;
        index = middle;
        if (TryRead(_table + (ulong)index * (ulong)size, out function, out failure))
            return true;
        for (int distance = perPage; middle + distance < high || middle - distance >= low || distance == perPage; distance += perPage)
        {
            foreach (int other in (ReadOnlySpan<int>)[Math.Min(middle + distance, high - 1), Math.Max(middle - distance, low)])
            {
                if (++missing > MissingEntries)
                    return false;
                index = other;
                if (TryRead(_table + (ulong)index * (ulong)size, out function, out _))
                    return true;
            }
        }

        return false;
    }

    private bool TryRead(VirtualAddress address, out RuntimeFunction function, [NotNullWhen(false)] out KernelDataFailure? failure)
    {
        bool isRead = _memory.TryRead(address, out function, out MemoryFailure unreadable);
        failure = isRead ? null : KernelDataFailure.Unreadable("the function table of the image", unreadable);
        return isRead;
    }
}
