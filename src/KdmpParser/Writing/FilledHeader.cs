using System.Runtime.InteropServices;
using KdmpParser.Format;

namespace KdmpParser.Writing;

/// <summary>DUMP_HEADER64 as Windows makes it: filled with 'PAGE', and then with what is known. It lists no memory yet.</summary>
internal static class FilledHeader
{
    public static byte[] Of(DumpHeader header, CpuContext? context, ExceptionRecord? exception)
    {
        var bytes = new byte[DumpHeader64.Size];
        MemoryMarshal.Cast<byte, uint>(bytes.AsSpan()).Fill(PageFill.UInt32);
        ref DumpHeader64 filled = ref MemoryMarshal.AsRef<DumpHeader64>(bytes.AsSpan());
        header.Encode(ref filled);
        exception?.Encode(ref filled.Exception);
        context?.Encode(bytes.AsSpan(DumpHeader64.ContextOffset, DumpHeader64.ContextSize));
        return bytes;
    }
}
