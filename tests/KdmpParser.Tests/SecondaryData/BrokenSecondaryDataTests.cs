namespace KdmpParser.Tests;

public class BrokenSecondaryDataTests
{
    private static readonly byte[] s_tag = SecondaryDataTests.UnknownTag;

    [Theory]
    [InlineData(0x300f, 0, 0x3000)] // within 'DumpBlob', the sizes and the build
    [InlineData(0x3014, 0, 0x3010)] // within the first entry
    [InlineData(0x303f, 0, 0x3010)] // within its content
    [InlineData(0x3041, 1, 0x3042)] // within the padding behind it
    [InlineData(0x3048, 1, 0x3042)] // within the second entry
    [InlineData(0x3063, 1, 0x3042)] // within its padding
    [InlineData(0x3068, 1, 0x3042)] // within its content
    public void A_chain_that_is_cut_lists_what_is_whole(int length, int entries, int named)
    {
        DumpBytes bytes = DumpBytes.Full((1, 1)).Blobs().Blob(s_tag, 0x10, postPad: 2).Blob(s_tag, 6, prePad: 2);
        Assert.Equal(0x306a, bytes.Length);
        AssertProblem(bytes.CutTo(length), KernelDumpError.Truncated, entries, named);
    }

    [Fact]
    public void A_chain_may_end_with_the_file()
    {
        using KernelDump dump = DumpBytes.Full((1, 1)).Blobs().Blob(s_tag, 0x10).Text(0x3040, "abc").Open();
        Assert.Single(dump.SecondaryData);
        Assert.Null(dump.SecondaryData.Problem);
    }

    [Fact]
    public void More_entries_than_the_limit_are_not_listed()
    {
        var options = new KernelDumpOptions { Limits = new() { SecondaryDataEntries = 3 } };
        DumpBytes bytes = DumpBytes.Full((1, 1)).Blobs().Blob(new byte[16], 0).Blob(s_tag, 1).Blob(s_tag, 1);
        using (KernelDump dump = KernelDump.Open(bytes.ToArray(), "three", options))
            Assert.Null(dump.SecondaryData.Problem);

        bytes.Blob(s_tag, 1);
        using KernelDump four = KernelDump.Open(bytes.ToArray(), "four", options);
        Assert.Equal(2, four.SecondaryData.Count);
        Assert.Equal((KernelDumpError.LimitExceeded, 0x3072L), (four.SecondaryData.Problem!.Error, four.SecondaryData.Problem.FileOffset));
    }

    [Fact]
    public void A_dump_that_was_cut_before_its_last_page_has_none()
    {
        byte[] bytes = DumpBytes.Full((1, 3)).CutTo(0x4000).ToArray();
        using KernelDump dump = KernelDump.Open(bytes, "cut", new() { AllowTruncated = true });
        Assert.Empty(dump.SecondaryData);
        Assert.Null(dump.SecondaryData.Problem);
    }

    private static void AssertProblem(DumpBytes bytes, KernelDumpError error, int entries, long named)
    {
        using KernelDump dump = bytes.Open();
        Assert.Equal(entries, dump.SecondaryData.Count);
        KernelDumpException problem = dump.SecondaryData.Problem!;
        Assert.Equal((error, named), (problem.Error, problem.FileOffset));
        Assert.NotNull(problem.Expected);
        Assert.NotNull(problem.Actual);
    }
}
