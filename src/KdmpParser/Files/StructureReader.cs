using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KdmpParser.Files;

/// <summary>Turns bytes at a file offset into a structure of <c>Format/</c>, or into the reason why they are not there.</summary>
internal static class StructureReader
{
    /// <summary>Structures of a long table that are read at once.</summary>
    private const int PieceLength = 4096;

    /// <param name="file">The dump.</param>
    /// <param name="offset">File offset of the structure; may come from the file itself.</param>
    /// <param name="name">What it is called in messages.</param>
    public static T ReadStructure<T>(this DumpFile file, long offset, string name) where T : unmanaged
    {
        T value = default;
        file.ReadExactly(offset, MemoryMarshal.AsBytes(new Span<T>(ref value)), name);
        return value;
    }

    /// <summary>Reads <paramref name="count"/> structures; the count must fit into the file before anything is allocated for it.</summary>
    public static T[] ReadStructures<T>(this DumpFile file, long offset, long count, string name) where T : unmanaged
    {
        CheckFits<T>(file, offset, count, name);
        var values = new T[count];
        file.ReadExactly(offset, MemoryMarshal.AsBytes(values.AsSpan()), name);
        return values;
    }

    /// <summary>The same, a piece at a time as they are taken, for tables that can be long.</summary>
    public static IEnumerable<T> EnumerateStructures<T>(this DumpFile file, long offset, long count, string name) where T : unmanaged
    {
        CheckFits<T>(file, offset, count, name);
        return Pieces();

        IEnumerable<T> Pieces()
        {
            var piece = new T[Math.Min(count, PieceLength)];
            for (long done = 0; done < count; done += piece.Length)
            {
                int length = (int)Math.Min(count - done, piece.Length);
                file.ReadExactly(offset + done * Unsafe.SizeOf<T>(), MemoryMarshal.AsBytes(piece.AsSpan(0, length)), name);
                for (int i = 0; i < length; i++)
                    yield return piece[i];
            }
        }
    }

    public static void ReadExactly(this DumpFile file, long offset, Span<byte> destination, string name)
    {
        if (file.Read(offset, destination) != destination.Length)
            throw Missing(file, offset, name);
    }

    public static KernelDumpException Missing(DumpFile file, long offset, string name) => new(
        KernelDumpError.Truncated,
        FormattableString.Invariant($"The dump is truncated: {name} at offset 0x{offset:x} does not fit into the file, which has {file.Length} bytes."),
        offset)
    {
        Expected = name,
        Actual = FormattableString.Invariant($"{file.Length} bytes"),
    };

    private static void CheckFits<T>(DumpFile file, long offset, long count, string name) where T : unmanaged
    {
        if (count < 0 || offset < 0 || offset > file.Length || count > (file.Length - offset) / Unsafe.SizeOf<T>())
            throw Missing(file, offset, name);
    }
}
