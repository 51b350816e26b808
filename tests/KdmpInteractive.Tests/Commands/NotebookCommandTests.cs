using KdmpInteractive.Commands;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Tests;

public sealed class NotebookCommandTests : IDisposable
{
    private readonly KdmpSession _session = new();
    private readonly List<View> _views = [];
    private readonly List<(string Name, KernelDump Dump)> _variables = [];

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task Open_shows_a_summary_and_hands_the_dump_over_as_a_variable()
    {
        Assert.Null(await RunAsync("#!kdmp open --sample --name crash"));
        Assert.Equal("Kernel dump sample", Assert.Single(_views).Title);
        (string name, KernelDump dump) = Assert.Single(_variables);
        Assert.Equal("crash", name);
        Assert.Equal(0x7eu, dump.BugCheck!.Code);
    }

    [Fact]
    public async Task Opening_again_under_the_same_name_closes_the_first()
    {
        await RunAsync("#!kdmp open --sample");
        await RunAsync("#!kdmp open --sample");
        Assert.Throws<ObjectDisposedException>(() => _variables[0].Dump.PhysicalMemory!.View(0x1000));
        Assert.NotEmpty(_variables[1].Dump.PhysicalMemory!.View(0x1000).Bytes);
    }

    [Theory]
    [InlineData("small")]
    [InlineData("Triage")]
    [InlineData("4")]
    public async Task The_sample_can_be_a_small_dump(string type)
    {
        Assert.Null(await RunAsync($"#!kdmp open --sample {type}"));
        Assert.Contains("Type: Triage (4)", Assert.Single(_views).ToText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!kdmp info", "No dump is open")]
    [InlineData("#!kdmp open", "What is to be opened?")]
    [InlineData("#!kdmp open no-such-file.dmp", "There is no file 'no-such-file.dmp'.")]
    [InlineData("#!kdmp open --sample --name 1a", "'1a' cannot be the name of a C# variable.")]
    [InlineData("#!kdmp open --sample --name=''", "'' cannot be the name of a C# variable.")]
    [InlineData("#!kdmp open --sample --name class", "'class' cannot be the name of a C# variable.")]
    [InlineData("#!kdmp open --sample --name a.b", "'a.b' cannot be the name of a C# variable.")]
    [InlineData("#!kdmp opne x", "There is no command 'opne'. Did you mean 'open'? Usage: #!kdmp open [PATH] ")]
    [InlineData("#!kdmp help opne", "There is no command 'opne'. Did you mean 'open'? Usage: #!kdmp help [COMMAND]")]
    [InlineData("#!kdmp diff x", "No dump is open")]
    public async Task A_mistake_is_answered_with_one_line(string line, string answer)
    {
        string? problem = await RunAsync(line);
        Assert.StartsWith(answer, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", problem, StringComparison.Ordinal);
        Assert.Empty(_views);
    }

    [Fact]
    public async Task A_context_is_chosen_by_its_kind_and_names_the_others()
    {
        await RunAsync("#!kdmp open --sample");
        Assert.Null(await RunAsync("#!kdmp context"));
        Assert.Null(await RunAsync("#!kdmp context --kind exception"));
        Assert.Equal("x64 context record (from the dump header)", _views[1].Title);
        Assert.EndsWith("\n2 more: exception, at fffff805`2a341234 kdmpdemo!KdmpDemoRead+0x34; bugcheck, at fffff805`2a341234 kdmpdemo!KdmpDemoRead+0x34.\n", _views[1].ToText(), StringComparison.Ordinal);
        Assert.Equal("x64 context record (from the parameters of the bug check)", _views[2].Title);
        Assert.EndsWith("\n2 more: header, at fffff805`2a341234 kdmpdemo!KdmpDemoRead+0x34; bugcheck, at fffff805`2a341234 kdmpdemo!KdmpDemoRead+0x34.\n", _views[2].ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kind_that_is_not_there_is_answered_with_those_that_are()
    {
        // Without the address of KDDEBUGGER_DATA64 (header, 0x80) nothing leads to the processor.
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kdmp-");
        try
        {
            string path = Path.Combine(folder.FullName, "less.dmp");
            KdmpSample.Write(path);
            using (FileStream file = File.OpenWrite(path))
            {
                file.Position = 0x80;
                file.Write("PAGEPAGE"u8);
            }

            await RunAsync($"#!kdmp open '{path}'");
            Assert.Equal("less.dmp has no context of kind bugcheck; it has header, exception.", await RunAsync("#!kdmp context --kind bugcheck"));
            _session.Dispose();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("Header", "--kind takes header, bugcheck, exception, not 'Header'. Did you mean 'header'?")]
    [InlineData("0", "--kind takes header, bugcheck, exception, not '0'.")]
    public async Task A_kind_that_is_none_is_answered_with_those_that_are(string kind, string answer)
    {
        await RunAsync("#!kdmp open --sample");
        Assert.Equal(answer + " Usage: #!kdmp context [--kind KIND] [--dump NAME]", await RunAsync($"#!kdmp context --kind {kind}"));
    }

    [Fact]
    public async Task An_exception_names_the_other_one()
    {
        await RunAsync("#!kdmp open --sample");
        Assert.Null(await RunAsync("#!kdmp exception"));
        Assert.Equal("Exception record (from the dump header)", _views[1].Title);
        Assert.EndsWith(
            "\n1 more: c0000005 STATUS_ACCESS_VIOLATION at fffff805`2a341234 kdmpdemo!KdmpDemoRead+0x34 (from the parameters of the bug check).\n",
            _views[1].ToText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "lead to c0000005 STATUS_ACCESS_VIOLATION", null)]
    [InlineData("--kind bugcheckparameter", null, "Exception record (from the parameters of the bug check)")]
    public async Task An_exception_is_chosen_by_its_kind(string option, string? problem, string? title)
    {
        // The sample without the record in its header, 0xf00, where 'PAGE' stands for nothing.
        byte[] bytes = Sample();
        "PAGE"u8.CopyTo(bytes.AsSpan(0xf00));
        _session.Add("dump", KernelDump.Open(bytes, "less"));
        string? answer = await RunAsync($"#!kdmp exception {option}");
        if (problem is null)
            Assert.Null(answer);
        else
            Assert.Contains(problem, answer, StringComparison.Ordinal);
        Assert.Equal(title, _views.SingleOrDefault()?.Title);
    }

    [Fact]
    public async Task A_stack_is_chosen_by_its_registers_and_has_its_frames_and_candidates()
    {
        await RunAsync("#!kdmp open --sample");
        Assert.Null(await RunAsync("#!kdmp stack"));
        Assert.Null(await RunAsync("#!kdmp stack --context exception"));
        Assert.Null(await RunAsync("#!kdmp stack --processor 0"));
        Assert.Equal(
            ["Call stack of the registers from the dump header", "Call stack of the registers from the parameters of the bug check", "Call stack of processor 0: the registers as saved at the bug check"],
            _views.Skip(1).Select(view => view.Title));
        Assert.All(_views.Skip(1), view =>
        {
            Assert.Contains("\n00  ffff", view.ToText(), StringComparison.Ordinal);
            Assert.Contains("\nThese are candidates, not a call stack", view.ToText(), StringComparison.Ordinal);
        });
        Assert.StartsWith("--context takes header, bugcheck, exception, not 'here'.", await RunAsync("#!kdmp stack --context here"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_command_shows_what_a_redacted_dump_left_out()
    {
        // The sample says that it is synthetic in its comment, in the paths of its programs and all over its memory.
        KernelDump sample = KdmpSample.Open();
        Assert.Equal(["info", "modules", "page", "read", "search", "strings"], await NamesOfThoseThatSayAsync("ynthetic", sample));
        Assert.Empty(await NamesOfThoseThatSayAsync("ynthetic", sample.Redact()));
    }

    [Theory]
    [InlineData("read rip --length 16", null, "left out: the dump is redacted")]
    [InlineData("page 0x4c12000", "The dump is redacted: its memory and everything else of its file are left out.", null)]
    [InlineData("translate rip", "memory.dmp is redacted; its page tables are left out.", null)]
    [InlineData("context", null, "Not captured, or left out: vector and floating-point registers.")]
    [InlineData("processes", null, "Not complete: left out: the dump is redacted.")]
    public async Task A_redacted_dump_says_that_something_is_left_out(string line, string? problem, string? remark)
    {
        using KernelDump sample = KdmpSample.Open();
        _session.Add("dump", sample.Redact());
        Assert.Equal(problem, await RunAsync($"#!kdmp {line}"));
        if (remark is not null)
            Assert.Contains(remark, Assert.Single(_views).ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_opens_files_as_its_host_says()
    {
        using var session = new KdmpSession { OpenFile = (path, _) => KernelDump.Open(Sample(), $"in place of {path}") };
        Assert.Null(await KdmpExtension.RunAsync(session, "#!kdmp open x.dmp", new() { Show = _views.Add, SetVariable = (_, _) => Task.CompletedTask }));
        Assert.Equal("in place of x.dmp", session.Current!.Dump.Name);
    }

    [Theory]
    [InlineData("processes")]
    [InlineData("pages")]
    [InlineData("regions")]
    public async Task A_list_shows_as_many_rows_as_it_is_told_and_counts_the_rest(string command)
    {
        await RunAsync("#!kdmp open --sample");
        Assert.Null(await RunAsync($"#!kdmp {command} --max 3"));
        Assert.Matches(@"\n\(\d+ more\)\n", _views[1].ToText());
        Assert.Null(await RunAsync($"#!kdmp {command} --max 1000"));
        Assert.DoesNotContain(" more)", _views[2].ToText(), StringComparison.Ordinal);
        Assert.StartsWith("'0' is not a count for --max", await RunAsync($"#!kdmp {command} --max 0"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Kernel modules: 3", "User modules: 2", "Unloaded drivers: 1")]
    [InlineData("--user", null, "User modules: 2", null)]
    [InlineData("--unloaded", null, null, "Unloaded drivers: 1")]
    public async Task Modules_are_the_kernels_the_users_and_the_unloaded_or_those_asked_for(string option, params string?[] lists)
    {
        await RunAsync("#!kdmp open --sample");
        Assert.Null(await RunAsync($"#!kdmp modules {option}"));
        string[] captions = [.. _views[1].ToText().Split('\n').Where(line => line.Contains("modules:", StringComparison.Ordinal) || line.Contains("drivers:", StringComparison.Ordinal))];
        Assert.Equal(lists.OfType<string>(), captions);
        Assert.StartsWith("Give --user or --unloaded, not both", await RunAsync("#!kdmp modules --user --unloaded"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_that_writes_a_file_says_the_second_time_how_it_is_replaced()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kdmp-");
        try
        {
            string path = Path.Combine(folder.FullName, "my dump.dmp");
            await RunAsync("#!kdmp open --sample");
            Assert.Null(await RunAsync($"#!kdmp convert {path} --type 8"));
            Assert.Equal("'my dump.dmp' exists already. With --force it is replaced.", await RunAsync($"#!kdmp convert {path} --type full"));
            Assert.Null(await RunAsync($"#!kdmp convert {path} --type full --force"));
            using KernelDump dump = KernelDump.Open(path);
            Assert.Equal(DumpType.Full, dump.Type);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Help_lists_every_command_of_the_notebook_with_its_usage()
    {
        Assert.Null(await RunAsync("#!kdmp"));
        string help = Assert.Single(_views).ToText();
        foreach (Command command in KdmpExtension.Commands)
            Assert.Contains($"\n#!kdmp {command.Name}", help, StringComparison.Ordinal);
    }

    /// <summary>The commands about a dump, each with its example, some with an address where text is.</summary>
    private async Task<IEnumerable<string>> NamesOfThoseThatSayAsync(string text, KernelDump dump)
    {
        _session.Add("dump", dump);
        var names = new List<string>();
        foreach (Command command in KdmpExtension.Commands.Where(command => command.NeedsDump && command.Name is not ("convert" or "diff")))
        {
            foreach (string arguments in (string[])[command.Example, "", "0x4c11c00", "kdmpdemo+c00", "Synthetic"])
            {
                _views.Clear();
                string? answer = await RunAsync($"#!kdmp {command.Name} {arguments}");
                if (_views.Any(view => view.ToHtml().Contains(text, StringComparison.Ordinal)) || (arguments != "Synthetic" && answer?.Contains(text, StringComparison.Ordinal) == true))
                    names.Add(command.Name);
            }
        }

        return names.Distinct().Order(StringComparer.Ordinal);
    }

    private static byte[] Sample()
    {
        using KernelDump sample = KdmpSample.Open();
        using var stream = new MemoryStream();
        new KernelDumpWriter { Header = sample.Header, Context = sample.Context, Exception = sample.Exception, Pages = sample.ToPageSource() }.Write(stream);
        return stream.ToArray();
    }

    private Task<string?> RunAsync(string line) => KdmpExtension.RunAsync(_session, line, new()
    {
        Show = _views.Add,
        SetVariable = (name, dump) =>
        {
            _variables.Add((name, dump));
            return Task.CompletedTask;
        },
    });
}
