using KdmpParser.Tests.Corrupt;

namespace KdmpParser.Tests.Fuzzing;

/// <summary>The corpus and whole dumps of every type, each damaged anew: one dump for each seed, for ever the same as long as the corpus is.</summary>
internal sealed class DamagedDumps
{
    private readonly byte[][] _whole =
    [
        .. Corpus.All.Select(dump => dump.Bytes).Where(bytes => bytes.Length > 0),
        DumpBytes.Triage(0xffff8504_29890000, (0xfffff804_00000000, 0x5000, 8)).ToArray(),
        .. Enum.GetValues<DumpType>().Select(Sample),
    ];

    private readonly byte[] _room;

    public DamagedDumps() => _room = new byte[_whole.Max(dump => dump.Length)];

    /// <summary>Makes one; the next one takes its place.</summary>
    public ArraySegment<byte> Make(ulong seed)
    {
        var mutation = new Mutation(seed);
        return new(_room, 0, mutation.Apply(_whole[mutation.Below(_whole.Length)], _room));
    }

    private static byte[] Sample(DumpType type)
    {
        string path = Path.GetTempFileName();
        try
        {
            KdmpSample.Write(path, type, overwrite: true);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
