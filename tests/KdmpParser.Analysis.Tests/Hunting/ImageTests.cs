using System.Reflection.PortableExecutable;
using KdmpParser.Tests;
using static KdmpParser.Analysis.Tests.HuntedBytes;

namespace KdmpParser.Analysis.Tests;

/// <summary>Images that differ from the list of modules, and images that no list has.</summary>
public class ImageTests
{
    private static readonly CancellationToken s_none = TestContext.Current.CancellationToken;

    [Fact]
    public void An_image_in_order_differs_in_nothing()
    {
        using KernelDump dump = InOrder().Open();
        CapturedList<ImageDifference> found = dump.CompareImages(s_none);
        Assert.Empty(found);
        Assert.Null(found.Failure);
    }

    [Theory]
    [InlineData(ImageBytes.Base)]
    [InlineData(ImageBytes.Header)]
    public void A_header_that_was_erased_is_told(ulong erased)
    {
        using KernelDump dump = InOrder().U64(erased, 0).Open();
        ImageDifference found = Assert.Single(dump.CompareImages(s_none));
        Assert.Equal((ImageDifferenceKind.NoHeader, ImageBytes.Base), (found.Kind, found.Address!.Value.Value));
    }

    [Fact]
    public void A_header_that_lies_out_of_the_image_is_none()
    {
        using KernelDump dump = InOrder().U32(ImageBytes.Base + 0x3c, ImageSize).Open();
        Assert.Equal(ImageDifferenceKind.NoHeader, Assert.Single(dump.CompareImages(s_none)).Kind);
    }

    [Theory]
    [InlineData(0x50, 0x9000, ImageDifferenceKind.Size, 0x8000, 0x9000)]
    [InlineData(0x28, 0x1900, ImageDifferenceKind.EntryPoint, 0xfffff804_20001800, 0xfffff804_20001900)]
    [InlineData(0x30, 0x1000, ImageDifferenceKind.Base, 0xfffff804_20000000, 0xfffff804_00001000)]
    [InlineData(0x04, 0x0002014c, ImageDifferenceKind.Machine, 0x8664, 0x14c)]
    public void A_field_that_differs_from_the_list_is_told_with_both_values(uint offset, uint value, ImageDifferenceKind kind, ulong listed, ulong found)
    {
        using KernelDump dump = InOrder().U32(ImageBytes.Header + offset, value).Open();
        ImageDifference difference = Assert.Single(dump.CompareImages(s_none));
        Assert.Equal((kind, listed, found), (difference.Kind, difference.Listed, difference.Found));
    }

    [Theory]
    [InlineData(0x7001u)]
    [InlineData(0x8000u)]
    public void Sizes_are_those_of_whole_pages(uint size)
    {
        using KernelDump dump = InOrder().U32(ImageBytes.Header + 0x50, size).Open();
        Assert.Empty(dump.CompareImages(s_none));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(0, KernelDataFailureReason.LimitExceeded)]
    public void Sections_of_code_are_compared_up_to_a_limit(int limit, KernelDataFailureReason? reason)
    {
        using KernelDump dump = InOrder().Open(new KernelDumpLimits { CodeSections = limit });
        Assert.Equal(reason, dump.CompareImages(s_none).Failure?.Reason);
    }

    [Fact]
    public void A_header_that_is_not_in_the_dump_was_not_compared()
    {
        using KernelDump dump = InOrder().Unmap(ImageBytes.Base).Open();
        ImageDifference found = Assert.Single(dump.CompareImages(s_none));
        Assert.Equal((ImageDifferenceKind.NotCaptured, KernelDataFailureReason.Unreadable), (found.Kind, found.Failure?.Reason));
    }

    [Fact]
    public void A_section_of_code_that_is_mapped_writable_is_told_once()
    {
        // Two pages of four, which do not follow each other.
        KernelBytes memory = InOrder().U32(ImageBytes.Sections + 0x08, 0x4000).Rights(Text + 0x1000, "rw").Rights(Text + 0x2000, "rx").Rights(Text + 0x3000, "rw");
        using KernelDump dump = memory.Open();
        ImageDifference found = Assert.Single(dump.CompareImages(s_none));
        Assert.Equal((ImageDifferenceKind.WritableCode, ".text", Text + 0x1000, 4096L), (found.Kind, found.Section, found.Address!.Value.Value, found.PageSize));
    }

    [Theory]
    [InlineData(0xe0000020)]
    [InlineData(0x40000040)]
    public void A_section_that_may_be_written_or_is_no_code_is_none(uint characteristics)
    {
        using KernelDump dump = InOrder().U32(ImageBytes.Sections + 0x24, characteristics).Rights(Text, "rwx").Open();
        Assert.Empty(dump.CompareImages(s_none));
    }

    [Fact]
    public void A_page_of_data_behind_the_code_is_none_of_it()
    {
        using KernelDump dump = InOrder().Rights(Text + 0x1000, "rw").Open();
        Assert.Empty(dump.CompareImages(s_none));
    }

    [Fact]
    public void Sections_that_overlap_by_the_thousand_are_gone_through_once()
    {
        // A hundred modules over each other, each of whose sections takes all of them.
        KernelBytes memory = InOrder();
        var entries = new List<ulong>();
        for (ulong i = 0; i < 100; i++)
        {
            entries.Add(Entry + 0x1000 * (i + 1));
            memory.Module(entries[^1], ImageBytes.Base, ImageSize, "same.sys", "");
        }

        memory.List(KernelBytes.ModuleHead, [.. entries]).U32(ImageBytes.Sections + 0x08, uint.MaxValue).Rights(Text, "rwx");
        using KernelDump dump = memory.Open(new KernelDumpLimits { Findings = 50 });
        CapturedList<ImageDifference> found = dump.CompareImages(s_none);
        Assert.Equal((50, KernelDataFailureReason.LimitExceeded), (found.Count, found.Failure?.Reason));
    }

    [Fact]
    public void In_a_small_dump_the_time_stamp_and_the_checksum_are_those_of_its_table()
    {
        const int Header = 0x4800;
        DumpBytes bytes = DumpBytes.SmallDrivers().U32(0x2078, 0x2100).U32(0x207c, 1);
        bytes.U64(0x2100, 0xfffff804_00000000).U32(0x2108, Header).U32(0x210c, 0x200).Zeros(Header, 0x200);
        bytes.Text(Header, "MZ").U32(Header + 0x3c, 0x80).Text(Header + 0x80, "PE").U32(Header + 0x84, 0x8664).U32(Header + 0x88, 0x99).U32(Header + 0xd0, 0x1000).U32(Header + 0xd8, 0x77);
        using KernelDump dump = bytes.Open();
        CapturedList<ImageDifference> found = dump.CompareImages(s_none);
        Assert.Equal(
            [(ImageDifferenceKind.TimeDateStamp, 0x11UL, 0x99UL), (ImageDifferenceKind.CheckSum, 0x21UL, 0x77UL)],
            found.Where(difference => difference.Kind != ImageDifferenceKind.NotCaptured).Select(difference => (difference.Kind, difference.Listed!.Value, difference.Found!.Value)));
        Assert.Equal(2, found.Count(difference => difference.Kind == ImageDifferenceKind.NotCaptured));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0x1000)]
    public void An_image_that_no_list_has_is_found(ulong before)
    {
        // Its header need not be executable itself: the page behind is.
        KernelBytes memory = Hidden(Pool).U64(Pool + before, Hidden(Pool).Value(Pool + before)).DataOnly().Rights(Text, "rx").Rights(Pool + before, "rx");
        using KernelDump dump = memory.Open();
        HiddenImage found = Assert.Single(dump.FindHiddenImages(cancellation: s_none));
        Assert.Equal((Pool, 0x3000U, 0x5555U, Machine.Amd64), (found.Address.Value, found.SizeOfImage, found.TimeDateStamp, found.Machine));
    }

    [Fact]
    public void A_header_in_memory_that_cannot_be_executed_is_data()
    {
        using KernelDump dump = Hidden(Pool).DataOnly().Rights(Text, "rx").Open();
        Assert.Empty(dump.FindHiddenImages(cancellation: s_none));
    }

    [Fact]
    public void Letters_that_no_header_follows_are_no_image()
    {
        using KernelDump dump = InOrder().Ascii(Pool, "MZ").Rights(Pool, "rx").Open();
        Assert.Empty(dump.FindHiddenImages(cancellation: s_none));
    }

    [Theory]
    [InlineData(4, 1, null)]
    [InlineData(2, 0, KernelDataFailureReason.LimitExceeded)]
    public void No_more_pages_are_looked_at_than_the_limit_says(int limit, int count, KernelDataFailureReason? reason)
    {
        // Two executable pages, and the one before them; the header is in the last.
        KernelBytes memory = Hidden(Pool + 0x1000).U64(Pool, 0).DataOnly().Rights(Text, "rx").Rights(Pool, "rx").Rights(Pool + 0x1000, "rx");
        using KernelDump dump = memory.Open(new KernelDumpLimits { HuntedPages = limit });
        CapturedList<HiddenImage> found = dump.FindHiddenImages(cancellation: s_none);
        Assert.Equal((count, reason), (found.Count, found.Failure?.Reason));
    }

    /// <summary>The smallest image: headers of 64 bits without sections.</summary>
    private static KernelBytes Hidden(ulong at)
    {
        KernelBytes memory = InOrder().Write(at, new byte[0x200]).PeStamp(at, 0x5555, 0);
        memory.U16(at + 0xf8 + 0x04, 0x8664).U16(at + 0xf8 + 0x14, 0xf0).U16(at + 0xf8 + 0x18, 0x20b).U32(at + 0xf8 + 0x38, 0x1000).U32(at + 0xf8 + 0x3c, 0x200);
        return memory.U32(at + 0xf8 + 0x50, 0x3000).U32(at + 0xf8 + 0x18 + 0x6c, 16);
    }
}
