using System.Runtime.InteropServices;
using KdmpParser.Benchmarks.Dumps;

namespace KdmpParser.Benchmarks.Peers;

/// <summary>
/// Which addresses every parser is asked for: a million of each kind, spread over a dump, the same each time. In a file they are, list after
/// list, a count and so many addresses, all of them 64-bit and little-endian.
/// </summary>
/// <param name="Physical">Of captured pages, where an aligned 64-bit word is.</param>
/// <param name="SmallPages">Virtual ones, mapped by pages of 4 KiB.</param>
/// <param name="LargePages">Virtual ones, mapped by pages of 2 MiB; none where the memory is in pieces that are smaller.</param>
internal sealed record AddressLists(ulong[] Physical, ulong[] SmallPages, ulong[] LargePages)
{
    private const int Count = 1_000_000, WordSize = sizeof(ulong), LargePageSize = 2 << 20;

    public static AddressLists Choose(DumpLayout layout, long pages)
    {
        var machine = new MappedMachine(layout, pages);
        var random = new Random(1);
        bool hasLargePages = layout is DumpLayout.Full or DumpLayout.DenseBitmap;
        return new(
            ChoosePhysical(machine.Ranges, pages, random),
            ChooseVirtual(MappedMachine.SmallPages, (long)machine.SmallPageCount * PhysicalAddress.PageSize, Count, random),
            ChooseVirtual(MappedMachine.LargePages, (long)MappedMachine.LargePageCount * LargePageSize, hasLargePages ? Count : 0, random));
    }

    public static AddressLists Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        return new(ReadList(file), ReadList(file), ReadList(file));
    }

    public void Write(string path)
    {
        using FileStream file = File.Create(path);
        foreach (ulong[] list in (ulong[][])[Physical, SmallPages, LargePages])
        {
            file.Write(MemoryMarshal.AsBytes<ulong>([(ulong)list.Length]));
            file.Write(MemoryMarshal.AsBytes<ulong>(list));
        }
    }

    private static ulong[] ChoosePhysical(IReadOnlyList<PageRange> ranges, long pages, Random random)
    {
        var firstPages = new long[ranges.Count];
        for (int i = 1; i < firstPages.Length; i++)
            firstPages[i] = firstPages[i - 1] + ranges[i - 1].PageCount;

        var addresses = new ulong[Count];
        foreach (ref ulong address in addresses.AsSpan())
        {
            long page = random.NextInt64(pages);
            int found = Array.BinarySearch(firstPages, page), range = found < 0 ? ~found - 1 : found;
            long offset = (page - firstPages[range]) * PhysicalAddress.PageSize + random.Next(PhysicalAddress.PageSize / WordSize) * WordSize;
            address = ranges[range].Start.Value + (ulong)offset;
        }

        return addresses;
    }

    private static ulong[] ChooseVirtual(ulong start, long length, int count, Random random)
    {
        var addresses = new ulong[count];
        foreach (ref ulong address in addresses.AsSpan())
            address = start + (ulong)random.NextInt64(length);
        return addresses;
    }

    private static ulong[] ReadList(FileStream file)
    {
        ulong count = 0;
        file.ReadExactly(MemoryMarshal.AsBytes(new Span<ulong>(ref count)));
        var addresses = new ulong[count];
        file.ReadExactly(MemoryMarshal.AsBytes(addresses.AsSpan()));
        return addresses;
    }
}
