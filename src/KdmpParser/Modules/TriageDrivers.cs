using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KdmpParser.Files;
using KdmpParser.Format;
using KdmpParser.Kernel;

namespace KdmpParser.Modules;

/// <summary>The tables of loaded and unloaded drivers of a small dump. Their offsets are file offsets, all of them from the file itself.</summary>
internal static class TriageDrivers
{
    public static CapturedList<LoadedModule> ReadLoaded(DumpFile file, in TriageDump64 triage, KernelDumpLimits limits)
    {
        TriageDriver64[] entries = ReadTable<TriageDriver64>(
            file, triage.DriverListOffset, triage.DriverCount, limits, "drivers", out KernelDataFailure? failure);
        var modules = new LoadedModule[entries.Length];
        var names = new NameRoom(limits);
        for (int i = 0; i < entries.Length; i++)
        {
            string? path = ReadName(file, entries[i].NameOffset, limits, names);
            modules[i] = new()
            {
                Base = entries[i].DllBase,
                Size = entries[i].SizeOfImage,
                Name = LoadedModule.LastPart(path),
                Path = path,
                TimeDateStamp = PageFill.Recorded(entries[i].TimeDateStamp),
                CheckSum = PageFill.Recorded(entries[i].CheckSum),
            };
        }

        return new(modules, failure ?? names.Failure);
    }

    public static CapturedList<UnloadedDriver> ReadUnloaded(DumpFile file, in TriageDump64 triage, KernelDumpLimits limits)
    {
        ulong count = 0;
        long offset = triage.UnloadedDriversOffset;
        if (PageFill.Recorded(triage.UnloadedDriversOffset) is null or 0)
            return CapturedList<UnloadedDriver>.None(KernelDataFailure.NotRecorded("the small dump has no table of unloaded drivers"));
        if (offset < TriageDump64.ContentOffset)
            return CapturedList<UnloadedDriver>.None(InHeaders("unloaded drivers", offset));
        if (file.Read(offset, MemoryMarshal.AsBytes(new Span<ulong>(ref count))) != sizeof(ulong))
        {
            return CapturedList<UnloadedDriver>.None(KernelDataFailure.CheckFailed(
                FormattableString.Invariant($"the table of unloaded drivers at offset 0x{offset:x} does not fit into the file")));
        }

        if (count == 0)
            return new([]);

        DumpUnloadedDriver64[] entries = ReadTable<DumpUnloadedDriver64>(
            file, offset + sizeof(ulong), count, limits, "unloaded drivers", out KernelDataFailure? failure);
        return new(Array.ConvertAll(entries, entry => new UnloadedDriver(Inline(entry.Name), entry.StartAddress, entry.EndAddress, null)), failure);
    }

    /// <summary>As much of a table as there is.</summary>
    private static T[] ReadTable<T>(DumpFile file, long offset, ulong count, KernelDumpLimits limits, string what, out KernelDataFailure? failure)
        where T : unmanaged
    {
        if (offset is 0 or PageFill.UInt32 || count is 0 or PageFill.UInt32)
        {
            failure = KernelDataFailure.NotRecorded($"the small dump has no table of {what}");
            return [];
        }

        if (offset < TriageDump64.ContentOffset)
        {
            failure = InHeaders(what, offset);
            return [];
        }

        failure = null;
        ulong fitting = (ulong)Math.Max(0, file.Length - offset) / (ulong)Unsafe.SizeOf<T>();
        if (fitting < count)
        {
            failure = KernelDataFailure.CheckFailed(FormattableString.Invariant(
                $"the table of {what} at offset 0x{offset:x} has {count} entries, and the file ends after {fitting} of them"));
            count = fitting;
        }

        if (count > (ulong)limits.Modules)
        {
            failure = KernelDataFailure.LimitExceeded(what, limits.Modules);
            count = (ulong)limits.Modules;
        }

        return count == 0 ? [] : file.ReadStructures<T>(offset, (long)count, what);
    }

    private static KernelDataFailure InHeaders(string what, long offset) =>
        KernelDataFailure.CheckFailed(FormattableString.Invariant($"the table of {what} at offset 0x{offset:x} lies in the headers"));

    /// <summary>A count of characters and UTF-16LE text; <see langword="null"/> where that is not what stands there.</summary>
    private static string? ReadName(DumpFile file, long offset, KernelDumpLimits limits, NameRoom names)
    {
        uint length = 0;
        if (offset < TriageDump64.ContentOffset || file.Read(offset, MemoryMarshal.AsBytes(new Span<uint>(ref length))) != sizeof(uint))
            return null;
        if (length == 0 || length > limits.NameBytes / sizeof(char) || !names.HasRoom())
            return null;
        var text = new char[length];
        int bytes = text.Length * sizeof(char);
        if (file.Read(offset + sizeof(uint), MemoryMarshal.AsBytes(text.AsSpan())) != bytes)
            return null;
        names.Use(bytes);
        return new(text);
    }

    private static string? Inline(ReadOnlySpan<char> text)
    {
        int end = text.IndexOf('\0');
        return (end < 0 ? text : text[..end]) is { Length: > 0 } name ? new(name) : null;
    }
}
