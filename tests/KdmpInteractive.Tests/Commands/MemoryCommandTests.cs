using KdmpInteractive.Commands;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Tests;

/// <summary><c>search</c>, <c>strings</c> and <c>diff</c> on the sample, and on a copy of it in which a few bytes were changed by hand.</summary>
public sealed class MemoryCommandTests : IDisposable
{
    /// <summary>The sample's faulting instruction, at its physical address.</summary>
    private const ulong Instruction = 0x4c12234;

    private readonly string _folder = Directory.CreateTempSubdirectory("kdmp-").FullName;
    private readonly KdmpSession _session = new();
    private readonly List<View> _views = [];

    public MemoryCommandTests()
    {
        _session.Add("dump", KdmpSample.Open(DumpType.Full));
        KdmpSample.Write(At("same.dmp"), DumpType.Full);
        KdmpSample.Write(At("bitmap.dmp"));
        byte[] bytes = File.ReadAllBytes(At("same.dmp"));
        Assert.True(_session.Get(null).Dump.PhysicalMemory!.TryGetFileOffset(Instruction, out long offset));
        Assert.Equal([0x48, 0x8b, 0x41, 0x18], bytes[(int)offset..((int)offset + 4)]);
        bytes[offset + 3] = 0x20;
        File.WriteAllBytes(At("later.dmp"), bytes);
    }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("search 48 8b 41 18", "Search for the bytes 48 8b 41 18")]
    [InlineData("search 488b?118 --hex", "Search for the bytes 48 8b ?1 18")]
    public async Task Bytes_are_found_with_where_they_are_mapped(string line, string title)
    {
        string[] lines = (await TextAsync(line)).Split('\n');
        Assert.Equal([title, "Hits: 1"], lines[..2]);
        Assert.StartsWith("0x4c12234  fffff805`2a341234  ", lines[3], StringComparison.Ordinal);
        Assert.Contains(" [48 8b 41 18] 48 85 c0 74 05 ", lines[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("search Synthetic sample: the --text")]
    [InlineData("search 'Synthetic sample: the'")]
    [InlineData("search kdmpdemo.sys --utf16")]
    public async Task Text_is_found_in_the_encoding_that_was_asked_for(string line) =>
        Assert.DoesNotContain("Hits: 0", await TextAsync(line), StringComparison.Ordinal);

    [Fact]
    public async Task A_search_stops_at_as_many_hits_as_are_shown_and_says_that_there_are_more()
    {
        string text = await TextAsync("search 00 --max 3");
        Assert.Contains("\nHits: 3\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\nThere are more: the search ended at the last of these. Raise --max to go on.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_many_hits_as_there_can_be_numbers_are_not_none() =>
        Assert.Contains("\nHits: 1\n", await TextAsync("search 48 8b 41 18 --max 2147483647"), StringComparison.Ordinal);

    [Theory]
    [InlineData("search ?? --hex", "")]
    [InlineData("search 4 --hex", "")]
    [InlineData("search abc --text --utf16", "Give one of --text, --utf16 and --hex.")]
    [InlineData("search ''", "")]
    [InlineData("search", "search needs PATTERN")]
    [InlineData("strings rip --min 1", "--min is at least 2")]
    [InlineData("diff", "Which dump is the other one?")]
    [InlineData("diff dump", "dump is the dump itself; name another one.")]
    [InlineData("diff none.dmp", "There is no file 'none.dmp'.")]
    public async Task What_makes_no_sense_is_answered_with_one_line(string line, string answer)
    {
        string? problem = await RunAsync(line);
        Assert.NotNull(problem);
        Assert.StartsWith(answer, problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem);
    }

    [Fact]
    public async Task A_search_ends_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        Assert.Equal("Cancelled.", await RunUntilAsync("search 00", source.Token));
    }

    [Theory]
    [InlineData("strings 0", "00000000`00000000 cannot be read: not present at PDPTE")]
    [InlineData("strings 0x50000000 --physical", "0x50000000 cannot be read: ")]
    public async Task No_strings_in_missing_memory_is_no_finding(string line, string reason)
    {
        string text = await TextAsync(line);
        Assert.StartsWith("Strings: 0\n", text, StringComparison.Ordinal);
        Assert.Contains(reason, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strings_are_listed_with_their_addresses()
    {
        string text = await TextAsync("strings kdmpdemo --length 0x1000");
        Assert.Contains("\nfffff805`2a340040  ASCII         41  This image belongs to a synthetic sample.\n", text, StringComparison.Ordinal);
        Assert.Equal(
            await TextAsync("strings kdmpdemo --length 0x1000 --dtb 0x1ad000"), text);
    }

    [Theory]
    [InlineData("same.dmp")]
    [InlineData("bitmap.dmp")]
    public async Task Two_dumps_with_the_same_memory_do_not_differ_whatever_their_type(string name) =>
        Assert.Equal($"From sample to {name}: no page differs\n", await TextAsync($"diff '{At(name)}'"));

    [Fact]
    public async Task A_changed_byte_is_a_changed_page()
    {
        string text = await TextAsync($"diff {Later}");
        Assert.StartsWith("From sample to later.dmp: 1 changed, 0 added, 0 missing pages\n", text, StringComparison.Ordinal);
        Assert.Contains("\n0x4c12000  0x4c12fff      1  changed\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_shown_side_by_side_with_the_bytes_that_differ_marked() =>
        Assert.EndsWith(
            "0x4c12230   48 8b 4b 30 48 8b 41*18 48 85 c0 74 05 e8 be 00   48 8b 4b 30 48 8b 41*20 48 85 c0 74 05 e8 be 00\n",
            await TextAsync($"diff {Later} 0x4c12234"),
            StringComparison.Ordinal);

    [Fact]
    public async Task With_two_dumps_open_an_address_alone_is_about_both()
    {
        Assert.Null(await RunAsync($"open {Later} --name later"));
        Assert.Equal(await TextAsync("diff later 0x4c12000 --dump dump"), await TextAsync("diff 0x4c12fff --dump dump"));
        Assert.StartsWith("From sample to later.dmp: 1 changed", await TextAsync("diff --dump dump"), StringComparison.Ordinal);
        Assert.StartsWith("From later.dmp to sample: 1 changed", await TextAsync("diff dump"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_one_of_them_does_not_have_is_said_to_be_missing()
    {
        string text = await TextAsync($"diff {Later} 0x5000");
        Assert.Contains("In the earlier dump, 0x5000 cannot be read: the page is not in the dump.", text, StringComparison.Ordinal);
        Assert.Contains("In the later dump, 0x5000 cannot be read: the page is not in the dump.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_virtual_address_is_not_taken_for_a_physical_one() => Assert.StartsWith(
        "0xfffff8052a341234 is not a physical address, which has at most 52 bits; translate gives the one of a virtual address.",
        await RunAsync("page rip"), StringComparison.Ordinal);

    private string At(string name) => Path.Combine(_folder, name);

    private string Later => $"'{At("later.dmp")}'";

    private async Task<string> TextAsync(string line)
    {
        Assert.Null(await RunAsync(line));
        return _views[^1].ToText();
    }

    private Task<string?> RunAsync(string line) => RunUntilAsync(line, TestContext.Current.CancellationToken);

    private Task<string?> RunUntilAsync(string line, CancellationToken cancellation) => KdmpExtension.RunAsync(
        _session, "#!kdmp " + line, new() { Show = _views.Add, SetVariable = (_, _) => Task.CompletedTask, Cancellation = cancellation });
}
