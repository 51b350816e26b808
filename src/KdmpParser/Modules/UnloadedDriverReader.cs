using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using KdmpParser.Format;

namespace KdmpParser.Modules;

/// <summary>The kernel's own list of unloaded drivers: a ring of 50, found through KDDEBUGGER_DATA64.</summary>
internal static class UnloadedDriverReader
{
    public static CapturedList<UnloadedDriver> Read(VirtualAddressSpace memory, KdDebuggerData data, KernelDumpLimits limits)
    {
        if (data.MmUnloadedDrivers is not { } variable)
            return CapturedList<UnloadedDriver>.None(KernelDataFailure.NotRecorded("KDDEBUGGER_DATA64 has no MmUnloadedDrivers"));
        if (!memory.TryRead(variable, out ulong ring, out MemoryFailure unreadable))
            return CapturedList<UnloadedDriver>.None(KernelDataFailure.Unreadable("MmUnloadedDrivers", unreadable));

        // The kernel allocates the ring when the first driver is unloaded.
        if (ring == 0)
            return new([]);

        var entries = new UnloadedDriver64[UnloadedDriver64.Count];
        ReadResult read = memory.Read(ring, MemoryMarshal.AsBytes(entries.AsSpan()));
        KernelDataFailure? failure = read.Failure is { } stopped ? KernelDataFailure.Unreadable("the list of unloaded drivers", stopped) : null;

        entries.AsSpan(read.BytesRead / Unsafe.SizeOf<UnloadedDriver64>()).Clear();

        // The index names the entry that comes next, so the one before it is the latest.
        uint next = data.MmLastUnloadedDriver is { } index && memory.TryRead(index, out uint value) && value <= UnloadedDriver64.Count ? value : 0;
        var drivers = new List<UnloadedDriver>();
        for (int age = 1; age <= UnloadedDriver64.Count; age++)
        {
            UnloadedDriver64 entry = entries[((int)next + UnloadedDriver64.Count - age) % UnloadedDriver64.Count];
            if (entry.StartAddress != 0)
                drivers.Add(Decode(memory, entry, limits));
        }

        return new(drivers, failure);
    }

    private static UnloadedDriver Decode(VirtualAddressSpace memory, in UnloadedDriver64 entry, KernelDumpLimits limits)
    {
        memory.TryReadText(entry.Name.Buffer, Math.Min(entry.Name.Length, limits.NameBytes), Encoding.Unicode, out string? name, out _);
        return new(string.IsNullOrEmpty(name) ? null : name, entry.StartAddress, entry.EndAddress, FileTime.Decode(entry.CurrentTime));
    }
}
