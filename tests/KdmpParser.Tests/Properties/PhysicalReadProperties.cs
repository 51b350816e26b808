using CsCheck;

namespace KdmpParser.Tests.Properties;

public class PhysicalReadProperties
{
    private static readonly Gen<Reads> s_reads = Gen.Select(
        ListedPages.PerhapsCut, Gen.Select(ListedPages.Address, ListedPages.Length).Array[1, 20], (pages, ranges) => new Reads(pages, ranges));

    [Fact]
    public void A_read_is_the_same_as_a_read_byte_by_byte() => Property.Holds(s_reads, 400, reads =>
    {
        byte[] file = reads.Pages.ToFile();
        var expected = new NaiveMemory(file);
        using KernelDump dump = ListedPages.Open(file);
        foreach ((ulong address, int length) in reads.Ranges)
        {
            // What is behind the bytes that could be read stays as it was.
            byte[] slow = Filled(length), fast = Filled(length);
            ReadResult result = expected.Read(address, slow);
            Assert.Equal((address, length, result), (address, length, dump.PhysicalMemory!.Read(address, fast)));
            Assert.True(slow.AsSpan().SequenceEqual(fast));
        }
    });

    [Fact]
    public void A_view_of_everything_has_each_byte_that_is_there_and_a_reason_for_each_that_is_not() => Property.Holds(s_reads, 80, reads =>
    {
        byte[] file = reads.Pages.ToFile();
        var expected = new NaiveMemory(file);
        using KernelDump dump = ListedPages.Open(file);
        foreach ((ulong address, int length) in reads.Ranges)
            Pieces.AssertAre(dump.PhysicalMemory!.ViewAll(address, length), address, length, at => (expected.ByteAt(at), new(expected.WhyMissing(at), at)));
    });

    private static byte[] Filled(int length)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, (byte)0x77);
        return bytes;
    }

    private sealed record Reads(ListedPages Pages, (ulong Address, int Length)[] Ranges)
    {
        public override string ToString() => $"{Pages}; reads {string.Join(' ', Ranges.Select(range => $"{range.Address:x}+{range.Length:x}"))}";
    }
}
