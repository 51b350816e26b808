namespace KdmpParser.Tests.Searching;

public class RealSearchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Against a look at each place of what the tables of the file say that it kept.</summary>
    [Theory]
    [InlineData("triage_x64.dmp")]
    [InlineData("triage_arm64.dmp")]
    [InlineData("win10_arm64_mem.dmp")]
    public void What_is_found_is_what_the_blocks_of_the_file_hold(string name)
    {
        byte[] file = RealDump.ReadAllBytes(name);
        using KernelDump dump = RealDump.Open(name);
        SortedDictionary<ulong, byte> memory = Kept(file);
        ulong[] addresses = [.. memory.Keys];
        byte[] bytes = [.. memory.Values];
        foreach (byte[] wanted in (byte[][])[[0x4e, 0, 0x74, 0], "KDBG"u8.ToArray(), [0, 0, 0xff], [0xff, 0xff, 0xff, 0xff, 0xff]])
        {
            ulong[] found = [.. dump.VirtualMemory.Search(BytePattern.FromBytes(wanted), cancellation: Token).Select(hit => hit.Value)];
            Assert.Equal(Look(addresses, bytes, wanted), found);
        }
    }

    private static IEnumerable<ulong> Look(ulong[] addresses, byte[] bytes, byte[] wanted)
    {
        for (int i = 0; i + wanted.Length <= bytes.Length; i++)
        {
            if (addresses[i + wanted.Length - 1] - addresses[i] == (ulong)(wanted.Length - 1) && bytes.AsSpan(i).StartsWith(wanted))
                yield return addresses[i];
        }
    }

    /// <summary>What the dump kept, one entry for each byte.</summary>
    private static SortedDictionary<ulong, byte> Kept(byte[] file)
    {
        var memory = new SortedDictionary<ulong, byte>();
        void Keep(ulong address, uint offset, uint size)
        {
            for (uint i = 0; i < size; i++)
                memory.TryAdd(address + i, file[offset + i]);
        }

        // TRIAGE_DUMP64: the stack, the data blocks, the data page, and the copy of KDDEBUGGER_DATA64.
        Keep(BitConverter.ToUInt64(file, 0x2048), U32(0x2028), U32(0x202c));
        for (int at = (int)U32(0x2078), left = (int)U32(0x207c); left > 0; at += 16, left--)
            Keep(BitConverter.ToUInt64(file, at), U32(at + 8), U32(at + 12));
        Keep(BitConverter.ToUInt64(file, 0x2060), U32(0x2068), U32(0x206c));
        Keep(BitConverter.ToUInt64(file, 0x80), U32(0x2070), U32(0x2074));

        return memory;

        uint U32(int at) => BitConverter.ToUInt32(file, at);
    }
}
