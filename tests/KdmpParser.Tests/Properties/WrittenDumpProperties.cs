using CsCheck;

namespace KdmpParser.Tests.Properties;

/// <summary>What the writer wrote, read by the library and by <see cref="NaiveMemory"/>, which shares no code with either.</summary>
public class WrittenDumpProperties
{
    private static readonly Gen<DumpType> s_type = Gen.OneOf(
        DumpType.Full, DumpType.Kernel, DumpType.Bitmap, DumpType.LiveKernelMemory, DumpType.KernelMemory, DumpType.KernelAndUserMemory, DumpType.CompleteMemory);

    /// <summary>Pages left out before a range, mostly few or none, and pages in it: up to more than the writer copies at once.</summary>
    private static readonly Gen<(ulong Gap, long Count)> s_range = Gen.Select(
        Gen.Frequency((6, Gen.ULong[0, 3]), (3, Gen.ULong[1, 200]), (1, Gen.ULong[0x10_0000, 0x10_0100])),
        Gen.Frequency((12, Gen.Long[1, 4]), (3, Gen.Long[1, 30]), (1, Gen.Long[255, 258])),
        (gap, count) => (gap, count));

    private static readonly Gen<Written> s_few = Of(s_range.Array[0, 12]);
    private static readonly Gen<Written> s_many = Of(Gen.Select(Gen.ULong[0, 2], Gen.Long[1, 2], (gap, count) => (gap, count)).Array[30, 60]);

    [Fact]
    public void What_was_written_has_each_page_where_both_readers_look_for_it() => Property.Holds(Gen.Frequency((4, s_few), (1, s_many)), 300, model =>
    {
        if (Write(model) is not { } file)
            return;
        ulong[] frames = [.. model.Frames];
        var naive = new NaiveMemory(file);
        Assert.Equal(frames, naive.Frames.Keys);
        using KernelDump dump = KernelDump.Open(file, "written");
        Assert.Equal((model.Type, frames.Length), (dump.Type, dump.PhysicalMemory!.PageCount));
        Assert.Equal(frames, dump.PhysicalMemory.EnumeratePages().Select(page => page.PageFrameNumber));
        Assert.Empty(dump.Warnings);
        foreach (ulong frame in frames)
        {
            byte[] expected = StampedPages.Page(frame);
            Assert.True(file.AsSpan((int)naive.Frames[frame], 0x1000).SequenceEqual(expected), $"page frame {frame:x} in the file");
            Assert.True(dump.PhysicalMemory.View(frame << 12).Bytes.AsSpan().SequenceEqual(expected), $"page frame {frame:x} in the dump");
        }

        // The pages are the end of the file, and no two share a place.
        Assert.Equal(frames.Length, naive.Frames.Values.Distinct().Count());
        Assert.Equal(file.Length, naive.Frames.Values.Append(file.Length - 0x1000L).Max() + 0x1000);
    });

    [Fact]
    public void A_dump_written_from_another_has_the_pages_that_were_kept() => Property.Holds(
        Gen.Select(ListedPages.PerhapsCut, s_type, Gen.ULong), 400, model =>
        {
            (ListedPages source, DumpType type, ulong keep) = model;
            byte[] original = source.ToFile();
            var from = new NaiveMemory(original);
            ulong[] frames = [.. from.Frames.Keys.Where(frame => from.HasPage(frame << 12) && IsKept(frame))];
            using KernelDump dump = ListedPages.Open(original);
            using var stream = new MemoryStream();
            var writer = new KernelDumpWriter
            {
                Header = KernelDumpWriterTests.Header(type),
                Pages = dump.ToPageSource(page => IsKept(page.PageFrameNumber)),
            };
            if (Refuses(type, frames))
            {
                Assert.Throws<ArgumentException>(() => writer.Write(stream));
                return;
            }

            writer.Write(stream);
            byte[] written = stream.ToArray();
            var to = new NaiveMemory(written);
            Assert.Equal(frames, to.Frames.Keys);
            Assert.All(frames, frame => Assert.True(
                written.AsSpan((int)to.Frames[frame], 0x1000).SequenceEqual(original.AsSpan((int)from.Frames[frame], 0x1000)), $"page frame {frame:x}"));

            bool IsKept(ulong frame) => (keep >> (int)(frame % 64) & 1) != 0;
        });

    /// <summary>The file, or <see langword="null"/> where the type cannot hold the pages and the writer says so.</summary>
    private static byte[]? Write(Written model)
    {
        using var stream = new MemoryStream();
        var writer = new KernelDumpWriter { Header = KernelDumpWriterTests.Header(model.Type), Pages = new StampedPages(model.Ranges) };
        if (!Refuses(model.Type, [.. model.Frames]))
        {
            writer.Write(stream);
            return stream.ToArray();
        }

        Assert.Throws<ArgumentException>(() => writer.Write(stream));
        Assert.Equal(0, stream.Length);
        return null;
    }

    /// <summary>At most 42 runs fit into the header of type 1, 2^31 bits are allowed in a bitmap; page frame 0 ends the list of types 8, 9 and 0xa.</summary>
    private static bool Refuses(DumpType type, ulong[] frames) => type switch
    {
        DumpType.Full => frames.Where((frame, i) => i == 0 || frames[i - 1] + 1 != frame).Count() > 42,
        DumpType.KernelMemory or DumpType.KernelAndUserMemory or DumpType.CompleteMemory => frames.Contains(0UL),
        _ => frames.Length > 0 && frames[^1] >= 1UL << 31,
    };

    private static Gen<Written> Of(Gen<(ulong Gap, long Count)[]> ranges) => Gen.Select(s_type, ranges, (type, gaps) =>
    {
        var placed = new List<PageRange>();
        ulong frame = 0;
        foreach ((ulong gap, long count) in gaps)
        {
            placed.Add(new((frame + gap) * 0x1000, count));
            frame += gap + (ulong)count;
        }

        return new Written(type, placed);
    });

    private sealed record Written(DumpType Type, IReadOnlyList<PageRange> Ranges)
    {
        public IEnumerable<ulong> Frames =>
            Ranges.SelectMany(range => Enumerable.Range(0, (int)range.PageCount).Select(i => range.Start.PageFrameNumber + (ulong)i));

        public override string ToString() => $"{Type}: {string.Join("; ", Ranges)}";
    }
}
