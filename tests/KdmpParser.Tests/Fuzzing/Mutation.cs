using System.Buffers.Binary;

namespace KdmpParser.Tests.Fuzzing;

/// <summary>Damages dumps, for one seed always in the same way: numbers in fields more often than not, and bits, pieces, the end of the file.</summary>
/// <param name="seed">Decides everything.</param>
internal sealed class Mutation(ulong seed)
{
    /// <summary>Up to here stands what says where the rest is: the header, and the tables behind it.</summary>
    private const int Tables = 0x2200;

    private const int MostDamages = 8;
    private const int LongestPiece = 256;

    private ulong _state = seed;

    /// <summary>Damages a copy of a dump in a few places.</summary>
    /// <param name="original">The dump; not empty.</param>
    /// <param name="copy">Room for it.</param>
    /// <returns>How long the damaged dump is; never longer than it was.</returns>
    public int Apply(ReadOnlySpan<byte> original, Span<byte> copy)
    {
        original.CopyTo(copy);
        int length = original.Length;
        for (int i = 1 + Below(MostDamages); i > 0; i--)
            length = Damage(copy[..length]);
        return length;
    }

    /// <summary>A number from zero on.</summary>
    public int Below(int end) => (int)(Next() % (ulong)end);

    /// <returns>How long the dump is now.</returns>
    private int Damage(Span<byte> dump)
    {
        int at = Place(dump);
        switch (Below(16))
        {
            case 0:
                return 1 + (Below(2) == 0 ? at : Below(dump.Length));
            case 1:
                dump[at] ^= (byte)(1 << Below(8));
                break;
            case 2:
                dump[at] = (byte)Next();
                break;
            case 3:
                int from = Place(dump), count = Math.Min(Below(LongestPiece), dump.Length - Math.Max(from, at));
                dump.Slice(from, count).CopyTo(dump[at..]);
                break;
            case < 6:
                Write(dump, at & ~1, sizeof(ushort));
                break;
            case < 10:
                Write(dump, at & ~3, sizeof(uint));
                break;
            default:
                Write(dump, at & ~7, sizeof(ulong));
                break;
        }

        return dump.Length;
    }

    /// <summary>Half of the places are in the tables; of the others, most are where something stands.</summary>
    private int Place(ReadOnlySpan<byte> dump)
    {
        int at = Below(Below(2) == 0 ? Math.Min(Tables, dump.Length) : dump.Length);
        for (int i = 0; i < MostDamages && dump[at] == 0; i++)
            at = Below(dump.Length);
        return at;
    }

    private void Write(Span<byte> dump, int at, int size)
    {
        Span<byte> field = stackalloc byte[sizeof(ulong)];
        Span<byte> place = dump.Slice(at, Math.Min(size, dump.Length - at));
        place.CopyTo(field);
        BinaryPrimitives.WriteUInt64LittleEndian(field, Number(dump, BinaryPrimitives.ReadUInt64LittleEndian(field)));
        field[..place.Length].CopyTo(place);
    }

    /// <summary>What breaks readers: ends of ranges, the length of the file, what stands elsewhere in it, a little more or less.</summary>
    private ulong Number(ReadOnlySpan<byte> dump, ulong was) => Below(10) switch
    {
        0 => 0,
        1 => ulong.MaxValue - (ulong)Below(3),
        2 => (1UL << Below(64)) - (ulong)Below(3),
        3 => (ulong)dump.Length - 2 + (ulong)Below(5),
        4 => (ulong)Below(dump.Length),
        5 => was + (ulong)Below(64),
        6 => was - (ulong)Below(64),
        7 => was ^ 1UL << Below(64),
        8 => Elsewhere(dump),
        _ => Next(),
    };

    private ulong Elsewhere(ReadOnlySpan<byte> dump)
    {
        int at = Place(dump) & ~7;
        return at + sizeof(ulong) <= dump.Length ? BinaryPrimitives.ReadUInt64LittleEndian(dump[at..]) : 0;
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood, 2014), here so that a seed means the same on every version of .NET.</summary>
    private ulong Next()
    {
        ulong z = _state += 0x9e3779b97f4a7c15;
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
        z = (z ^ z >> 27) * 0x94d049bb133111eb;
        return z ^ z >> 31;
    }
}
