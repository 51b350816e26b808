namespace KdmpParser.Tests;

public class HeaderTextTests
{
    [Fact]
    public void A_comment_of_full_length_has_no_terminator()
    {
        string text = string.Concat(Enumerable.Repeat("0123456789abcdef", 8));
        using KernelDump dump = DumpBytes.Full().Text(0xfb0, text).Text(0x1030, "no comment").Open();
        Assert.Equal(text, dump.Header.Comment);
    }

    [Fact]
    public void An_owner_of_full_length_has_no_terminator()
    {
        using KernelDump dump = DumpBytes.Full().Text(0x060, "0123456789abcdefghijklmnopqrstuv").U64(0x080, 0x7878787878787878).Open();
        Assert.Equal("0123456789abcdefghijklmnopqrstuv", dump.Header.VersionUser);
    }

    [Fact]
    public void A_comment_that_merely_begins_with_the_fill_is_kept()
    {
        using KernelDump dump = DumpBytes.Full().Text(0xfb0, "PAGEFAULT\0").Open();
        Assert.Equal("PAGEFAULT", dump.Header.Comment);
    }

    [Fact]
    public void A_comment_of_one_word_of_the_fill_is_kept_when_it_is_terminated()
    {
        using KernelDump dump = DumpBytes.Full().Text(0xfb0, "PAGE\0").Open();
        Assert.Equal("PAGE", dump.Header.Comment);
    }

    [Fact]
    public void A_text_that_is_terminated_at_once_is_not_recorded()
    {
        using KernelDump dump = DumpBytes.Full().U8(0x060, 0).U8(0xfb0, 0).Open();
        Assert.Null(dump.Header.VersionUser);
        Assert.Null(dump.Header.Comment);
    }
}
