using CsCheck;

namespace KdmpParser.Tests.Properties;

public class SearchProperties
{
    /// <summary>Few different bytes, so that a pattern is found by chance, and texts of both encodings too.</summary>
    private static readonly byte[] s_bytes = [0, 0, 0, 1, 0xff, 0x1f, 0x20, (byte)'a', (byte)'a', (byte)'b', (byte)'~', 0x7f];

    private static readonly Gen<string> s_chance = Gen.Frequency(
        (6, Gen.OneOf("00", "01", "ff", "20", "61", "7e")), (2, Gen.Const("??")), (1, Gen.OneOf("?1", "6?", "f?", "?0"))).Array[1, 5].Select(parts => string.Concat(parts));

    /// <summary>Where in memory a pattern is taken from, and how long it is.</summary>
    private static readonly Gen<(ulong Address, int Length)> s_taken = Gen.Select(
        ListedPages.Address, Gen.Frequency((4, Gen.Int[1, 12]), (1, Gen.Int[1, BytePattern.MaximumLength])), (address, length) => (address, length));

    private static readonly Gen<Content> s_contents = Gen.Select(
        ListedPages.PerhapsCut, Gen.Int, Gen.Frequency((4, Gen.Const(0)), (1, Gen.Int[1, 0x2_0000])), (pages, seed, run) => new Content(pages, seed, run));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void What_is_found_in_physical_memory_is_what_a_look_at_each_place_finds() => Property.Holds(
        Gen.Select(s_contents, s_chance, s_taken), 60, model =>
        {
            (Content content, string chance, (ulong address, int length)) = model;
            byte[] file = content.ToFile();
            var memory = new NaiveMemory(file);
            var pieces = memory.Frames.Keys.Aggregate(
                new List<(ulong Start, List<byte> Bytes)>(), (all, frame) => Join(all, NaiveScan.Pieces(frame << 12, 0x1000, memory.ByteAt)));
            using KernelDump dump = ListedPages.Open(file);
            string taken = Convert.ToHexStringLower([.. dump.PhysicalMemory!.View(address, length).Bytes]);
            foreach (string pattern in (string[])[chance, taken])
            {
                if (BytePattern.TryParse(pattern, out BytePattern? parsed, out _))
                    Assert.Equal(NaiveScan.Hits(pieces, pattern), dump.PhysicalMemory.Search(parsed, cancellation: Token).Select(hit => hit.Value));
            }
        });

    [Fact]
    public void Texts_in_physical_memory_are_the_runs_that_a_look_at_each_place_finds() => Property.Holds(
        Gen.Select(s_contents, ListedPages.Address, Gen.ULong[0, 0x2_0000], Gen.Int[2, 6], Gen.Int[2, 40]), 150, model =>
        {
            (Content content, ulong start, ulong length, int minimum, int most) = model;
            byte[] file = content.ToFile();
            using KernelDump dump = ListedPages.Open(file, new() { StringBytes = most });
            Assert.Equal(
                NaiveScan.Texts(NaiveScan.Pieces(start, length, new NaiveMemory(file).ByteAt), minimum, most),
                dump.PhysicalMemory!.EnumerateStrings(start, length, minimum, cancellation: Token));
        });

    [Fact]
    public void What_is_found_in_virtual_memory_is_what_a_look_at_each_place_finds() => Property.Holds(
        Gen.Select(Addressed.Of(PagedMachine.Whole, 4), Gen.ULong[0, 0x3000], Gen.Frequency((6, Gen.ULong[0, 0x6000]), (1, Gen.ULong[0, 0x40_0000])), Gen.Int[1, 12]),
        60, model =>
        {
            (Addressed addressed, ulong before, ulong length, int patternLength) = model;
            byte[] file = addressed.Machine.ToFile();
            var tables = new NaiveTables(new(file), addressed.Machine.DirectoryTableBase);
            using KernelDump dump = PagedMachine.Open(file);
            foreach ((ulong address, _) in addressed.All)
            {
                // Pages full of zeros have too many hits to compare.
                byte[] taken = [.. dump.VirtualMemory.View(address, patternLength).Bytes];
                if (taken.All(value => value == 0))
                    taken = [7];
                ulong start = address - Math.Min(before, address);
                var pieces = NaiveScan.Pieces(start, length, Cached(tables));
                Assert.Equal(
                    NaiveScan.Hits(pieces, Convert.ToHexStringLower(taken)),
                    dump.VirtualMemory.Search(BytePattern.FromBytes(taken), start, length, cancellation: Token).Select(hit => hit.Value));
                Assert.Equal(
                    NaiveScan.Texts(pieces, 2, 65_534), dump.VirtualMemory.EnumerateStrings(start, length, 2, cancellation: Token));
            }
        });

    /// <summary>A byte as the tables have it; a page is translated once.</summary>
    private static Func<ulong, byte?> Cached(NaiveTables tables)
    {
        (ulong Page, ulong? Physical) last = (1, null);
        return address =>
        {
            if (address / 4096 * 4096 != last.Page)
                last = (address / 4096 * 4096, tables.Walk(address / 4096 * 4096).Physical);
            return last.Physical is { } physical ? tables.Memory.ByteAt(physical + address % 4096) : null;
        };
    }

    private static List<(ulong Start, List<byte> Bytes)> Join(
        List<(ulong Start, List<byte> Bytes)> all, List<(ulong Start, List<byte> Bytes)> next)
    {
        foreach ((ulong start, List<byte> bytes) in next)
        {
            if (all.Count > 0 && all[^1].Start + (ulong)all[^1].Bytes.Count == start)
                all[^1].Bytes.AddRange(bytes);
            else
                all.Add((start, bytes));
        }

        return all;
    }

    /// <summary>Pages of few different bytes, the beginning of them all the same.</summary>
    private sealed record Content(ListedPages Pages, int Seed, int Run)
    {
        public byte[] ToFile()
        {
            byte[] file = Pages.ToFile();
            Span<byte> pages = file.AsSpan(Math.Min(Pages.FirstPage, file.Length));
            new Random(Seed).GetItems(s_bytes, pages);
            pages[..Math.Min(Run, pages.Length)].Fill((byte)'a');
            return file;
        }
    }
}
