using System.Globalization;

namespace KdmpInteractive.Rendering;

/// <summary>The numbers of one line of a hex view as digits, in order: what separates them from the ones before, two digits, the kind of their byte.</summary>
internal static class HexDigits
{
    /// <summary>Numbers in a half of a line of bytes.</summary>
    private const int Half = 8;

    /// <param name="bytes">The line. Of a number that goes past its end, the missing digits are question marks.</param>
    /// <param name="size">Bytes of each number.</param>
    public static List<(string Separator, string Digits, ByteKind Kind)> Of(ReadOnlySpan<byte> bytes, int size)
    {
        var digits = new List<(string, string, ByteKind)>(bytes.Length);
        for (int first = 0; first < bytes.Length; first += size)
        {
            for (int i = size - 1; i >= 0; i--)
            {
                string separator = i == size - 1 ? Separator(first, size) : size == 8 && i == 3 ? "`" : "";
                digits.Add(first + i < bytes.Length
                    ? (separator, bytes[first + i].ToString("x2", CultureInfo.InvariantCulture), Kind(bytes[first + i]))
                    : (separator, "??", ByteKind.Other));
            }
        }

        return digits;
    }

    /// <summary>The bytes as ASCII, with dots for what is none.</summary>
    public static string Characters(ReadOnlySpan<byte> bytes)
    {
        Span<char> characters = stackalloc char[bytes.Length];
        for (int i = 0; i < bytes.Length; i++)
            characters[i] = Kind(bytes[i]) == ByteKind.Printable ? (char)bytes[i] : '.';
        return characters.ToString();
    }

    private static string Separator(int first, int size) => first == 0 ? "" : size == 1 && first == Half ? "-" : " ";

    private static ByteKind Kind(byte value) => value switch
    {
        0 => ByteKind.Zero,
        0xff => ByteKind.AllOnes,
        >= (byte)' ' and <= (byte)'~' => ByteKind.Printable,
        _ => ByteKind.Other,
    };
}
