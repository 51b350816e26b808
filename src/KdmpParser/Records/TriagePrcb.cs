using System.Runtime.InteropServices;
using KdmpParser.Files;
using KdmpParser.Format;

namespace KdmpParser;

/// <summary>The copy of the crashing processor's control block (KPRCB) that a small dump keeps.</summary>
internal static class TriagePrcb
{
    /// <summary>
    /// Where the processor saved its registers at the bug check: KPRCB.Context, whose offset KDDEBUGGER_DATA64 gives. On x64 it points to an
    /// allocation of its own, on ARM64 into the KPRCB; small dumps keep either as a data block.
    /// </summary>
    /// <returns><see langword="null"/> when the dump lacks one of the structures that lead there.</returns>
    public static VirtualAddress? SavedContext(DumpFile file)
    {
        if (Read<TriageDump64>(file, TriageDump64.FileOffset) is not { } triage
            || triage.DebuggerDataSize < TriageDebuggerData64.Size
            || Read<TriageDebuggerData64>(file, triage.DebuggerDataOffset) is not { OwnerTag: TriageDebuggerData64.OwnerTagValue } debugger
            || debugger.StructureSize < TriageDebuggerData64.Size
            || debugger.OffsetPrcbContext == 0
            || debugger.OffsetPrcbContext + sizeof(ulong) > debugger.SizePrcb
            || triage.PrcbOffset == 0)
        {
            return null;
        }

        return Read<ulong>(file, (long)triage.PrcbOffset + debugger.OffsetPrcbContext) is { } address and not 0 ? address : null;
    }

    private static T? Read<T>(DumpFile file, long offset) where T : unmanaged
    {
        T value = default;
        Span<byte> bytes = MemoryMarshal.AsBytes(new Span<T>(ref value));
        return file.Read(offset, bytes) == bytes.Length ? value : null;
    }
}
