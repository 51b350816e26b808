using System.Buffers;
using System.Text;

namespace KdmpParser.Images;

/// <summary>Text that ends with a zero byte.</summary>
internal static class TerminatedText
{
    /// <summary>As much as is read first, since most names are shorter; twice as much then, up to this.</summary>
    private const int FirstChunk = 64, LargestChunk = 1024;

    /// <param name="memory">Where to read.</param>
    /// <param name="address">The first character.</param>
    /// <param name="room">Bytes that it can have at most; a text without an end before that is cut.</param>
    /// <param name="encoding">One with a single zero byte at the end.</param>
    /// <param name="failure">Why it cannot be read.</param>
    public static string? Read(VirtualAddressSpace memory, VirtualAddress address, int room, Encoding encoding, out KernelDataFailure? failure)
    {
        failure = null;
        byte[] text = ArrayPool<byte>.Shared.Rent(room);
        try
        {
            int length = 0;
            for (int size = FirstChunk; length < room; size = Math.Min(2 * size, LargestChunk))
            {
                Span<byte> wanted = text.AsSpan(length, Math.Min(size, room - length));
                ReadResult read = memory.Read(address + (ulong)length, wanted);
                int end = wanted[..read.BytesRead].IndexOf((byte)0);
                length += end < 0 ? read.BytesRead : end;
                if (end >= 0)
                    break;
                if (read.Failure is { } stopped)
                {
                    failure = KernelDataFailure.Unreadable("a name", stopped);
                    return null;
                }
            }

            return encoding.GetString(text, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }
}
