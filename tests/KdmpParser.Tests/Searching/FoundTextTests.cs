using System.Text;

namespace KdmpParser.Tests.Searching;

public class FoundTextTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Runs_of_both_encodings_are_told_in_the_order_of_their_addresses()
    {
        DumpBytes bytes = DumpBytes.Full((1, 2)).Zeros(0x2000, 0x2000);
        bytes.Text(0x2000, "first").Write(0x2011, Encoding.Unicode.GetBytes("odd ones")).Text(0x2030, "four").Text(0x2041, "~ ~ ~\u007fx");
        bytes.Write(0x2100, Encoding.Unicode.GetBytes("even")).Write(0x2ffc, Encoding.Unicode.GetBytes("across")).Text(0x3ffa, "at end");
        using KernelDump dump = bytes.Open();
        Assert.Equal(
            [
                new(0x1000, TextEncoding.Ascii, "first", 5),
                new(0x1011, TextEncoding.Utf16, "odd ones", 8),
                new(0x1041, TextEncoding.Ascii, "~ ~ ~", 5),
                new(0x1ffc, TextEncoding.Utf16, "across", 6),
                new(0x2ffa, TextEncoding.Ascii, "at end", 6),
            ],
            Find(dump, 0x1000, 0x2000));
        Assert.Contains(new(0x1030, TextEncoding.Ascii, "four", 4), Find(dump, 0x1000, 0x2000, 4));
        Assert.Contains(new(0x1100, TextEncoding.Utf16, "even", 4), Find(dump, 0x1000, 0x2000, 4));
    }

    [Theory]
    [InlineData("hello\0w\0o\0r\0l\0d\0", "0 Ascii hello, 4 Utf16 oworld")] // nothing tells what the zero belongs to
    [InlineData("FxLiw\0o\0r\0l\0d\0", "0 Ascii FxLiw, 4 Utf16 world")] // a pool tag
    [InlineData("xw\0o\0r\0l\0d\0", "1 Utf16 world")]
    [InlineData("w\0o\0r\0l\0d\0hello", "0 Utf16 world, 10 Ascii hello")]
    [InlineData("w\0o\0r\0l\0d\0\0hello", "0 Utf16 world, 11 Ascii hello")]
    [InlineData("w\0o\0r\0l\0d\0x\u0001hello", "0 Utf16 world, 12 Ascii hello")]
    [InlineData("w\0o\0r\0l\0d\0\n\0hello", "0 Utf16 world, 12 Ascii hello")]
    [InlineData("w\0o\0r\0l\0d\0\0\0h\0e\0l\0l\0o\0", "0 Utf16 world, 12 Utf16 hello")]
    [InlineData("w\0o\0r\0l\0\u00fc\0d\0", "")]
    [InlineData("hell\to", "")]
    [InlineData("w\0o\0r\0l\0d", "")] // the last character has one byte only
    public void What_ends_a_run_begins_the_next(string memory, string expected)
    {
        using KernelDump dump = DumpBytes.Full((1, 1)).Zeros(0x2000, 0x1000).Write(0x2100, Encoding.Latin1.GetBytes(memory)).U8(0x2100 + memory.Length, 0xff).Open();
        Assert.Equal(expected, string.Join(", ", Find(dump, 0x1000, 0x1000).Select(text => $"{text.Address - 0x1100} {text.Encoding} {text.Text}")));
    }

    [Theory]
    [InlineData(0x2000, 3)]
    [InlineData(0x1ffe, 5)]
    [InlineData(0x1ff8, 8)]
    public void A_run_is_cut_where_the_range_begins_and_ends(ulong start, int length)
    {
        using KernelDump dump = DumpBytes.Full((1, 2)).Zeros(0x2000, 0x2000).Text(0x2ffb, "some text").Open();
        string expected = start < 0x1ffb ? "some " : "some text".Substring((int)start - 0x1ffb, length);
        FoundText text = Assert.Single(Find(dump, start, (ulong)length, 3));
        Assert.Equal((Math.Max(start, 0x1ffb), expected), (text.Address, text.Text));
    }

    [Fact]
    public void A_missing_page_ends_a_run()
    {
        DumpBytes bytes = DumpBytes.Bitmap(5, 16, [2, 4, 5]).Zeros(0x3000, 0x3000).Text(0x3ffb, "broken off").Text(0x4ffd, "whole");
        using KernelDump dump = bytes.Open();
        Assert.Equal(
            [
                new(0x2ffb, TextEncoding.Ascii, "broke", 5),
                new(0x4000, TextEncoding.Ascii, "n off", 5),
                new(0x4ffd, TextEncoding.Ascii, "whole", 5),
            ],
            Find(dump, 0, ulong.MaxValue));
    }

    [Fact]
    public void A_run_may_be_longer_than_what_is_kept_of_it()
    {
        // 300,000 characters are more than one window of a pass.
        byte[] bytes = DumpBytes.Full((1, 400)).Zeros(0x2000, 400 * 0x1000).Write(0x2800, Enumerable.Repeat((byte)'a', 300_000).ToArray())
            .Write(0x2802 + 300_000, Encoding.Unicode.GetBytes(new string('b', 300_000))).ToArray();
        using KernelDump dump = KernelDump.Open(bytes, "long", new() { Limits = new() { StringBytes = 1000 } });
        Assert.Equal(
            [
                new(0x1800, TextEncoding.Ascii, new string('a', 1000), 300_000),
                new(0x1802 + 300_000, TextEncoding.Utf16, new string('b', 500), 300_000),
            ],
            Find(dump, 0x1000, 400 * 0x1000));
        Assert.All(Find(dump, 0x1000, 400 * 0x1000), text => Assert.True(text.IsCut));
        Assert.Equal([false, false], Find(dump, 0x1800 + 299_000, 2001).Select(text => text.IsCut));
    }

    [Fact]
    public void Runs_of_virtual_memory_go_on_over_scattered_pages()
    {
        MachineBytes machine = new MachineBytes().Write(0x5000, new byte[0x1000]).Write(0x8000, new byte[0x1000]).Entry(0x4028, 0x8003).Entry(0x4038, 0x5003);
        using KernelDump dump = machine.Write(0x5ffd, "one"u8).Write(0x8000, "two"u8).Write(0x8ffa, "before"u8).Open();
        Assert.Equal(
            [
                new(MachineBytes.Mapped + 0xffd, TextEncoding.Ascii, "onetwo", 6),
                new(MachineBytes.Mapped + 0x1ffa, TextEncoding.Ascii, "before", 6),
            ],
            dump.VirtualMemory.EnumerateStrings(MachineBytes.Mapped, 0x5000, cancellation: Token));
    }

    [Fact]
    public void Runs_of_a_small_dump_are_those_of_its_pieces()
    {
        const ulong Stack = 0xffff8504_29890e00;
        DumpBytes bytes = DumpBytes.Triage(Stack, (Stack + 0x200, 0x5000, 0x20)).Zeros(0x3000, 0x3000).Text(0x31fd, "one").Text(0x5000, "two");
        using KernelDump dump = bytes.Open();
        Assert.Equal([new(Stack + 0x1fd, TextEncoding.Ascii, "onetwo", 6)], dump.VirtualMemory.EnumerateStrings(0, ulong.MaxValue, cancellation: Token));
        Assert.Empty(dump.VirtualMemory.EnumerateStrings(Stack, 0, cancellation: Token));
    }

    [Fact]
    public void One_character_is_no_text()
    {
        using KernelDump dump = DumpBytes.Full((1, 1)).Open();
        Assert.Throws<ArgumentOutOfRangeException>(() => dump.PhysicalMemory!.EnumerateStrings(0, 1, 1, cancellation: Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => dump.VirtualMemory.EnumerateStrings(0, 1, 1, cancellation: Token));
    }

    [Fact]
    public void Looking_for_text_can_be_ended_and_ends_with_the_dump()
    {
        using KernelDump dump = DumpBytes.Full((1, 3000)).Open();
        using var cancellation = new CancellationTokenSource();
        var reports = new ScanReports(progress =>
        {
            if (progress.BytesDone > 0)
                cancellation.Cancel();
        });
        Assert.Throws<OperationCanceledException>(
            () => dump.PhysicalMemory!.EnumerateStrings(0, ulong.MaxValue, progress: reports, cancellation: cancellation.Token).Count());
        Assert.Equal([0L, 4 << 20], reports.All.Select(report => report.BytesDone));

        IEnumerable<FoundText> before = Find(dump, 0, 1);
        PhysicalMemory memory = dump.PhysicalMemory!;
        dump.Dispose();
        Assert.Throws<ObjectDisposedException>(() => memory.EnumerateStrings(0, 1, cancellation: Token));
        Assert.Throws<ObjectDisposedException>(() => before.Any());
    }

    private static IEnumerable<FoundText> Find(KernelDump dump, ulong start, ulong length, int minimumLength = 5) =>
        dump.PhysicalMemory!.EnumerateStrings(start, length, minimumLength, cancellation: Token);
}
