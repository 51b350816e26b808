using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KdmpParser.Files;
using KdmpParser.Format;

namespace KdmpParser;

/// <summary>Reads the first elements of the tables behind the headers. Counts and offsets are the file's own, so each is checked here.</summary>
internal sealed class TableReader(DumpFile file, ImmutableArray<DumpStructure> headers)
{
    /// <summary>Elements of each table; so many show how it goes on.</summary>
    private const int Elements = 16;

    private readonly List<DumpStructure> _tables = [];

    public ImmutableArray<DumpStructure> Read(DumpType type, TriageDump64? triage)
    {
        switch (type)
        {
            case DumpType.Kernel or DumpType.Bitmap or DumpType.LiveKernelMemory:
                UInt128 bits = headers[^1][nameof(BitmapHeader64.Pages)].Value!.Value;
                Add<byte>("Bitmap", "Pages", BitmapHeader64.BitmapOffset, bits / 8 + (bits % 8 == 0 ? 0U : 1U));
                break;
            case DumpType.KernelMemory or DumpType.KernelAndUserMemory or DumpType.CompleteMemory:
                ReadRanges();
                break;
            case DumpType.Triage when triage is { } dump:
                Add<DumpUnloadedDriver64>("UnloadedDrivers", "Driver", dump.UnloadedDriversOffset, CountAt(dump.UnloadedDriversOffset), sizeof(ulong));
                Add<ulong>("CallStack", "Slot", dump.CallStackOffset, PageFill.Recorded(dump.SizeOfCallStack) / sizeof(ulong) ?? 0);
                Add<TriageDriver64>("DriverList", "Driver", dump.DriverListOffset, PageFill.Recorded(dump.DriverCount) ?? 0);
                Add<TriageDataBlock>("DataBlocks", "Block", dump.DataBlocksOffset, PageFill.Recorded(dump.DataBlocksCount) ?? 0);
                break;
        }

        return [.. _tables];
    }

    /// <summary>Page frame 0 ends the list, and so does the end of the metadata, in which the table stands.</summary>
    private void ReadRanges()
    {
        UInt128 metadata = headers[^1][nameof(RdmpHeader64.MetadataSize)].Value!.Value;
        const uint BeforeTable = (uint)(RdmpHeader64.TableOffset - RdmpHeader64.MetadataOffset);
        UInt128 room = metadata < BeforeTable ? 0 : (metadata - BeforeTable) / (uint)Unsafe.SizeOf<PhysicalMemoryRun64>();
        Span<PhysicalMemoryRun64> ranges = stackalloc PhysicalMemoryRun64[Elements];
        int read = file.Read(RdmpHeader64.TableOffset, MemoryMarshal.AsBytes(ranges)) / Unsafe.SizeOf<PhysicalMemoryRun64>(), count = 0;
        while (count < read && ranges[count].BasePage != 0)
            count++;
        Add<PhysicalMemoryRun64>("Ranges", "Range", RdmpHeader64.TableOffset, UInt128.Min(room, (UInt128)count));
    }

    private ulong CountAt(long offset)
    {
        ulong count = 0;
        return offset >= TriageDump64.ContentOffset && file.Read(offset, MemoryMarshal.AsBytes(new Span<ulong>(ref count))) == sizeof(ulong) ? count : 0;
    }

    private void Add<T>(string name, string array, long offset, UInt128 count, int countSize = 0) where T : unmanaged
    {
        if (offset is 0 or PageFill.UInt32 || offset < RdmpHeader64.TableOffset)
            return;
        var bytes = new byte[countSize + (int)UInt128.Min(count, Elements) * Unsafe.SizeOf<T>()];
        int read = file.Read(offset, bytes);
        if (read >= countSize + Unsafe.SizeOf<T>())
            _tables.Add(StructureReflection.Table<T>(name, array, bytes.AsSpan(0, read), countSize, offset));
    }
}
