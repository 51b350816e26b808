using CsCheck;

namespace KdmpParser.Tests.Properties;

/// <summary>A machine, and addresses that are worth a look in it.</summary>
internal sealed record Addressed(PagedMachine Machine, Addressed.Asked[] All)
{
    /// <summary>A way down the tables, a choice among the entries of each, and an offset in the last page.</summary>
    public static readonly Gen<Choices> Path = Gen.Select(
        Gen.Int[0, 511], Gen.Int[0, 511], Gen.Int[0, 511], Gen.Int[0, 511],
        Gen.Frequency((3, Gen.Int[0, 0xfff]), (1, Gen.Int[0xff0, 0xfff]), (1, Gen.Const(0))),
        (a, b, c, d, offset) => new Choices(a, b, c, d, offset));

    /// <summary>Most are led to by entries; the others are the ends of what is canonical, the end of all addresses, and any.</summary>
    private static readonly Gen<(Choices? Path, ulong Address)> s_address = Gen.Frequency(
        (20, Path.Select(path => ((Choices?)path, 0UL))),
        (1, Gen.OneOf(
            Gen.Select(Gen.OneOf(0x0000_7fff_ffff_f000UL, 0xffff_7fff_ffff_f000), Gen.ULong[0, 0x1fff], (start, offset) => start + offset),
            Gen.ULong[0xffff_ffff_ffff_e000, ulong.MaxValue],
            Gen.ULong).Select(address => ((Choices?)null, address))));

    private static readonly Gen<int> s_length = Gen.Frequency((1, Gen.Const(0)), (4, Gen.Int[1, 0x20]), (4, Gen.Int[1, 0x4000]), (1, Gen.Int[0x1_0000, 0x3_0000]));

    public static Gen<Addressed> Of(Gen<PagedMachine> machines, int addresses) => Gen.Select(
        machines, Gen.Select(s_address, s_length).Array[1, addresses], (machine, asked) => new Addressed(
            machine, [.. asked.Select(ask => new Asked(ask.Item1.Path is { } path ? machine.Address(path) : ask.Item1.Address, ask.Item2))]));

    public override string ToString() => $"{Machine}asked for {string.Join(' ', All)}";

    /// <summary>The same way in any machine.</summary>
    public readonly record struct Choices(int First, int Second, int Third, int Fourth, int Offset)
    {
        public int this[int level] => level switch { 0 => First, 1 => Second, 2 => Third, _ => Fourth };
    }

    /// <summary>An address, and how many bytes from there on.</summary>
    public readonly record struct Asked(ulong Address, int Length)
    {
        public override string ToString() => $"{Address:x16}+{Length:x}";
    }
}
