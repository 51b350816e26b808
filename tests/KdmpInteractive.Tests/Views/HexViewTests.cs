using System.Text.RegularExpressions;
using KdmpInteractive.Rendering;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Tests;

public class HexViewTests
{
    private const ulong Address = 0xfffff805_2a340000;

    private static readonly MemoryFailure s_notPresent = new(MemoryFailureReason.NotPresent, Address + 6, PageTableLevel.Pde);

    [Theory]
    [InlineData(HexUnit.Words, "fffff805`2a340000  0201 0403 0605 0807 0a09 0c0b 0e0d 100f\nfffff805`2a340010  1211 ??13\n")]
    [InlineData(HexUnit.Dwords, "fffff805`2a340000  04030201 08070605 0c0b0a09 100f0e0d\nfffff805`2a340010  ??131211\n")]
    [InlineData(HexUnit.Qwords, "fffff805`2a340000  08070605`04030201 100f0e0d`0c0b0a09\nfffff805`2a340010  ????????`??131211\n")]
    [InlineData(HexUnit.Pointers, "fffff805`2a340000  08070605`04030201\nfffff805`2a340008  100f0e0d`0c0b0a09\nfffff805`2a340010  ????????`??131211\n")]
    public void Numbers_are_little_endian_and_what_is_not_known_of_the_last_is_question_marks(HexUnit unit, string lines) =>
        Assert.EndsWith(" of 19 bytes\n" + lines, MemoryViewView.Of(Memory([.. Enumerable.Range(1, 19).Select(i => (byte)i)]), unit).ToText(), StringComparison.Ordinal);

    [Fact]
    public void Pointers_are_named_by_the_module_that_they_lie_in()
    {
        using KernelDump dump = KdmpSample.Open();
        LoadedModule module = dump.KernelModules[1];
        byte[] bytes = [.. BitConverter.GetBytes(module.Base.Value + 0x1234), .. BitConverter.GetBytes(0x10UL)];
        string[] lines = MemoryViewView.Of(Memory(bytes), HexUnit.Pointers, dump).ToText().Split('\n');
        Assert.EndsWith($"{new VirtualAddress(module.Base.Value + 0x1234)}  kdmpdemo!KdmpDemoRead+0x34", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("00000000`00000010", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_said_in_its_place()
    {
        using KernelDump dump = KdmpSample.Open();
        ulong last = dump.PhysicalMemory!.Runs[0].Start.Value + (ulong)dump.PhysicalMemory.Runs[0].PageCount * 0x1000;
        MemoryPieces pieces = dump.PhysicalMemory.ViewAll(last - 16, 32);
        string text = MemoryViewView.Of(pieces).ToText();
        Assert.Matches($"\n{new VirtualAddress(last - 16)}  .*\n{new VirtualAddress(last)}  \\(16 bytes missing: the page is not in the dump\\)\n", text);
    }

    [Fact]
    public void Memory_behind_a_gap_stands_behind_it()
    {
        MemoryView[] pieces = [new(Address, false, 0x1000, [1, 2, 3, 4, 5, 6], s_notPresent), new(Address + 0x1000, false, 2, [7, 8], null)];
        string text = new View("", new HexDump(pieces)).ToText();
        Assert.Equal(
            """
            fffff805`2a340000  01 02 03 04 05 06                                ......
            fffff805`2a340006  (4,090 bytes missing: not present at PDE)
            fffff805`2a341000  07 08                                            ..

            """,
            text);
    }

    [Fact]
    public void Kinds_of_bytes_differ_by_more_than_colour_with_one_element_for_neighbours()
    {
        string html = MemoryViewView.Of(Memory([0, 0, 0x41, 0x42, 0xff, 0xff, 0x80, 0x0d])).ToHtml();
        Assert.Contains("<span class=\"z\">00 00</span> <b>41 42</b> <u>ff ff</u> 80 0d", html, StringComparison.Ordinal);
        Assert.Contains(".z{opacity", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_kinds_are_explained_where_they_are_marked()
    {
        View view = MemoryViewView.Of(Memory([1]));
        Assert.Contains("printable characters <b>bold</b>", view.ToHtml(), StringComparison.Ordinal);
        Assert.DoesNotContain("bold", view.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_cut_and_the_bytes_behind_them_counted_those_of_repeated_lines_too()
    {
        byte[] bytes = [.. new byte[64], .. Noise(64)];
        View view = MemoryViewView.Of(Memory(bytes), HexUnit.Bytes, limits: new() { HexRows = 2 });
        Assert.EndsWith("\n(48 more bytes)\n", view.ToText(), StringComparison.Ordinal);
        Assert.Contains("<p>(48 more bytes)</p>", view.ToHtml(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HexUnit.Bytes)]
    [InlineData(HexUnit.Qwords)]
    [InlineData(HexUnit.Pointers)]
    public void Much_memory_stays_under_64_KiB_of_HTML(HexUnit unit)
    {
        // The costliest kind: every byte is of another kind than its neighbours.
        byte[] bytes = [.. Enumerable.Range(0, 1 << 20).Select(i => i % 2 == 0 ? (byte)0 : (byte)(0x21 + i / 16 % 64))];
        View view = MemoryViewView.Of(Memory(bytes), unit);
        Assert.InRange(view.ToHtml().Length, 40 * 1024, 64 * 1024);
        Assert.Matches("\n\\([0-9,]+ more bytes\\)\n$", view.ToText());
    }

    [Fact]
    public void A_page_of_noise_is_shown_whole() => Assert.DoesNotContain("more bytes", MemoryViewView.Of(Memory(Noise(4096))).ToText(), StringComparison.Ordinal);

    [Fact]
    public void Bytes_can_be_copied_as_a_csharp_array_and_as_digits_from_the_html_only()
    {
        View view = MemoryViewView.Of(Memory([0x4d, 0x5a, 0x90]));
        Assert.Contains("byte[] bytes =\n[\n    0x4d, 0x5a, 0x90,\n];</pre>", view.ToHtml(), StringComparison.Ordinal);
        Assert.Contains(">4d5a90</pre>", view.ToHtml(), StringComparison.Ordinal);
        Assert.DoesNotContain("4d5a90", view.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_can_be_copied_is_bounded_and_ends_at_the_first_gap()
    {
        Assert.Contains(", the first 512 bytes</summary>", MemoryViewView.Of(Memory(Noise(4096))).ToHtml(), StringComparison.Ordinal);
        Assert.Equal(512, Regex.Count(MemoryViewView.Of(Memory(Noise(4096))).ToHtml(), "0x[0-9a-f]{2},"));
        var early = new MemoryView(Address, false, 16, [1, 2, 3, 4, 5, 6], s_notPresent);
        Assert.Contains(">010203040506</pre>", MemoryViewView.Of(early).ToHtml(), StringComparison.Ordinal);
    }

    private static MemoryView Memory(byte[] bytes) => new(Address, IsPhysical: false, bytes.Length, [.. bytes], null);

    /// <summary>Multiplicative hashing: differs from byte to byte, the same in every run.</summary>
    private static byte[] Noise(int count) => [.. Enumerable.Range(1, count).Select(i => (byte)((uint)i * 2654435761u >> 24))];
}
