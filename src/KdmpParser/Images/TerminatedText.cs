using System.Text;

namespace KdmpParser.Images;

/// <summary>Text that ends with a zero byte.</summary>
internal static class TerminatedText
{
    /// <summary>As much as is read at once: most names are shorter, and the page behind a name need not be there.</summary>
    private const int Chunk = 64;

    /// <param name="memory">Where to read.</param>
    /// <param name="address">The first character.</param>
    /// <param name="room">Bytes that it can have at most; a text without an end before that is cut.</param>
    /// <param name="encoding">One with a single zero byte at the end.</param>
    /// <param name="failure">Why it cannot be read.</param>
    public static string? Read(VirtualAddressSpace memory, VirtualAddress address, int room, Encoding encoding, out KernelDataFailure? failure)
    {
        failure = null;
        var text = new List<byte>();
        Span<byte> chunk = stackalloc byte[Chunk];
        while (text.Count < room)
        {
            Span<byte> wanted = chunk[..Math.Min(Chunk, room - text.Count)];
            ReadResult read = memory.Read(address + (ulong)text.Count, wanted);
            Span<byte> got = wanted[..read.BytesRead];
            int end = got.IndexOf((byte)0);
            text.AddRange(end < 0 ? got : got[..end]);
            if (end >= 0)
                break;
            if (read.Failure is { } stopped)
            {
                failure = KernelDataFailure.Unreadable("a name", stopped);
                return null;
            }
        }

        return encoding.GetString([.. text]);
    }
}
