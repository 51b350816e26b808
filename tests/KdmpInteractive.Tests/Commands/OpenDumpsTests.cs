using KdmpInteractive.Commands;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Tests;

/// <summary>Several dumps in one notebook.</summary>
public sealed class OpenDumpsTests : IDisposable
{
    private readonly KdmpSession _session = new();
    private readonly List<View> _views = [];
    private readonly Dictionary<string, object> _variables = [];

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("--sample 1", DumpType.Full)]
    [InlineData("--sample=0xa", DumpType.CompleteMemory)]
    [InlineData("--sample LiveKernelMemory", DumpType.LiveKernelMemory)]
    [InlineData("--sample", DumpType.Bitmap)]
    [InlineData("--sample --name dump", DumpType.Bitmap)]
    public async Task The_sample_is_made_as_the_type_that_was_asked_for(string arguments, DumpType type)
    {
        Assert.Null(await RunAsync($"#!kdmp open {arguments}"));
        Assert.Equal(type, _session.Get("dump").Dump.Type);
    }

    [Fact]
    public async Task Commands_are_about_the_dump_opened_last_unless_told()
    {
        await RunAsync("#!kdmp open --sample 1 --name first");
        await RunAsync("#!kdmp open --sample 5 --name second");
        Assert.Contains("Type: Bitmap (5)", await TextAsync("#!kdmp info"), StringComparison.Ordinal);
        Assert.Contains("Type: Full (1)", await TextAsync("#!kdmp info --dump first"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dump_that_was_opened_in_CSharp_is_named_by_its_variable()
    {
        using KernelDump mine = KdmpSample.Open(DumpType.KernelMemory);
        _variables["mine"] = mine;
        _variables["number"] = 7;
        await RunAsync("#!kdmp open --sample");
        Assert.Contains("Type: KernelMemory (8)", await TextAsync("#!kdmp info --dump mine"), StringComparison.Ordinal);
        Assert.StartsWith("No dump is open as 'number'; open: dump.", await RunAsync("#!kdmp info --dump number"), StringComparison.Ordinal);
    }

    [Fact]
    public void Dumps_that_are_walked_through_stay_the_same_while_another_is_opened()
    {
        _session.Add("first", KdmpSample.Open());
        foreach (OpenDump dump in _session.Open)
            _session.Add($"{dump.Name}2", KdmpSample.Open());
        Assert.Equal(["first", "first2"], _session.Open.Select(dump => dump.Name));
    }

    [Fact]
    public void A_dump_that_another_takes_the_name_of_is_closed_and_opened_again_it_is_not()
    {
        KernelDump one = KdmpSample.Open(), two = KdmpSample.Open();
        _session.Add("dump", one);
        _session.Add("dump", two);
        _session.Add("dump", two);
        Assert.Throws<ObjectDisposedException>(() => one.PhysicalMemory!.View(0x1000));
        Assert.Equal(two, Assert.Single(_session.Open).Dump);
        Assert.Null(two.PhysicalMemory!.View(0x1000).Failure);
    }

    [Fact]
    public async Task The_list_names_every_dump_and_the_current_one()
    {
        Assert.StartsWith("No dump is open", await TextAsync("#!kdmp list"), StringComparison.Ordinal);
        await RunAsync("#!kdmp open --sample 1 --name first");
        await RunAsync("#!kdmp open --sample 5 --name second");
        string[] lines = (await TextAsync("#!kdmp list")).Split('\n');
        Assert.StartsWith("first   sample  Full (1)", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("commands are about this one", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("second  ", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_close_commands_are_about_the_dump_opened_before()
    {
        await RunAsync("#!kdmp open --sample 1 --name first");
        await RunAsync("#!kdmp open --sample 5 --name second");
        KernelDump second = _session.Get("second").Dump;
        Assert.Equal("second (sample) is closed; commands are about first (sample) now.\n", await TextAsync("#!kdmp close"));
        Assert.Throws<ObjectDisposedException>(() => second.PhysicalMemory!.View(0x1000));
        Assert.Equal("first (sample) is closed; no dump is open now.\n", await TextAsync("#!kdmp close --name first"));
        Assert.StartsWith("No dump is open", await RunAsync("#!kdmp info"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dump_that_was_closed_behind_the_sessions_back_is_said_to_be_closed()
    {
        await RunAsync("#!kdmp open --sample");
        _session.Get(null).Dump.Dispose();
        Assert.Equal("The dump is closed; open it again with #!kdmp open.", await RunAsync("#!kdmp pages"));
    }

    [Theory]
    [InlineData("--sample 3", "'3' is no type of dump: 1, 2, 4 (small), 5, 6, 8, 9 or 0xa. Usage: #!kdmp open ")]
    [InlineData("--sample nope", "'nope' is no type of dump")]
    [InlineData("--sample bitmp", "'bitmp' is no type of dump: 1, 2, 4 (small), 5, 6, 8, 9 or 0xa. Did you mean 'Bitmap'? Usage: #!kdmp open ")]
    [InlineData("a.dmp --access fast", "--access takes auto, mapped, stream, not 'fast'. Usage: #!kdmp open ")]
    [InlineData("a.dmp --access 1", "--access takes auto, mapped, stream, not '1'.")]
    [InlineData("a.dmp --sample 5", "Give a path or --sample, not both.")]
    public async Task A_wrong_way_to_open_is_answered_with_the_right_ones(string arguments, string answer) =>
        Assert.StartsWith(answer, await RunAsync($"#!kdmp open {arguments}"), StringComparison.Ordinal);

    [Fact]
    public async Task A_path_that_a_terminal_would_obey_is_escaped_in_the_answer()
    {
        string? problem = await RunAsync("#!kdmp open no\u001b[2Jfile.dmp");
        Assert.Contains("\\u001b[2J", problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', problem!);
    }

    [Fact]
    public async Task A_truncated_dump_is_opened_when_that_was_asked_for()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kdmp-");
        try
        {
            string path = Path.Combine(folder.FullName, "cut short.dmp");
            KdmpSample.Write(path, DumpType.Full);
            using (FileStream file = File.OpenWrite(path))
                file.SetLength(file.Length - 5000);

            Assert.EndsWith("With --allow-truncated it is opened all the same.", await RunAsync($"#!kdmp open {path}"), StringComparison.Ordinal);
            Assert.Null(await RunAsync($"#!kdmp open {path} --allow-truncated --access stream"));
            Assert.Equal(411, _session.Get(null).Dump.PhysicalMemory!.PageCount);
            _session.Dispose();

            using (FileStream file = File.OpenWrite(path))
                file.SetLength(4096);
            Assert.EndsWith("which has 4096 bytes.", await RunAsync($"#!kdmp open {path}"), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<string> TextAsync(string line)
    {
        Assert.Null(await RunAsync(line));
        return _views[^1].ToText();
    }

    private Task<string?> RunAsync(string line) => KdmpExtension.RunAsync(_session, line, new()
    {
        Show = _views.Add,
        SetVariable = (name, dump) => Task.CompletedTask,
        GetVariable = name => _variables.GetValueOrDefault(name),
    });
}
