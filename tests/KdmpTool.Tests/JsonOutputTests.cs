using System.Text.Json.Nodes;

namespace KdmpTool.Tests;

/// <summary>The JSON that scripts rely on: names, and the forms of numbers.</summary>
public class JsonOutputTests(SampleFile sample) : IClassFixture<SampleFile>
{
    [Fact]
    public async Task Info() => await CommandLineRun.IsJsonAsync(
        """
        {"dumpType":"Full","dumpTypeValue":1,"machine":"x64","majorVersion":15,"build":19041,"processors":1,"directoryTableBase":"0x1ad000",
         "pfnDatabase":"0xffff8a8000000000","psLoadedModuleList":"0xfffff805107c0100","psActiveProcessHead":"0xfffff805107c0200",
         "kdDebuggerDataBlock":"0xfffff805107c0400",
         "bugCheck":{"code":"0x7e","name":"SYSTEM_THREAD_EXCEPTION_NOT_HANDLED",
          "parameters":["0xffffffffc0000005","0xfffff8052a341234","0xffffa8848825e0e8","0xffffa8848825d920"]},
         "systemTime":"2024-02-29T12:34:56Z","upTime":"01:18:31.2500000",
         "comment":"Synthetic sample of KdmpInteractive: no real machine, no real memory.",
         "physicalMemory":{"pageCount":413,"runCount":29},"warnings":[]}
        """,
        "info", sample.Path);

    [Fact]
    public async Task Context_has_every_register_as_unpadded_hex()
    {
        JsonNode context = Assert.Single(await LinesAsync("context", sample.Path));
        Assert.Equal("x64", (string?)context["machine"]);
        Assert.Equal("header", (string?)context["kind"]);
        JsonObject registers = context["registers"]!.AsObject();
        string[] names =
        [
            .. "rax rbx rcx rdx rsi rdi rip rsp rbp r8 r9 r10 r11 r12 r13 r14 r15 efl cs ss ds es fs gs dr0 dr1 dr2 dr3 dr6 dr7 mxcsr".Split(' '),
            .. Enumerable.Range(0, 16).Select(i => $"xmm{i}"),
        ];
        Assert.Equal(names.Order(), registers.Select(register => register.Key).Order());
        Assert.Equal("0xfffff8052a341234", (string?)registers["rip"]);
        Assert.Equal("0x0", (string?)registers["rcx"]);
        Assert.Equal("0x10246", (string?)registers["efl"]);
        Assert.Equal("0x3ff00000000000010000000000000001", (string?)registers["xmm1"]);
    }

    [Fact]
    public async Task Context_at_the_exception_is_of_another_kind()
    {
        JsonNode context = Assert.Single(await LinesAsync("context", sample.Path, "--kind", "exception"));
        Assert.Equal("exception", (string?)context["kind"]);
        Assert.Equal("0xfffff8052a341234", (string?)context["registers"]!["rip"]);
    }

    [Fact]
    public async Task Context_has_null_for_registers_that_were_not_captured()
    {
        byte[] bytes = File.ReadAllBytes(sample.Path);
        BitConverter.TryWriteBytes(bytes.AsSpan(0x348 + 0x30), 0x100001);
        string path = sample.Named("control.dmp");
        File.WriteAllBytes(path, bytes);
        JsonObject registers = Assert.Single(await LinesAsync("context", path))["registers"]!.AsObject();
        Assert.Equal(47, registers.Count);
        Assert.Equal(["rip", "rsp", "efl", "cs", "ss"], registers.Where(register => register.Value is not null).Select(register => register.Key));
    }

    [Fact]
    public async Task Exception() => await CommandLineRun.IsJsonAsync(
        """
        {"code":"0xc0000005","flags":"0x0","record":"0x0","address":"0xfffff8052a341234","parameterCount":2,
         "information":["0x0","0x18","0x0","0x0","0x0","0x0","0x0","0x0","0x0","0x0","0x0","0x0","0x0","0x0","0x0"]}
        """,
        "exception", sample.Path);

    [Fact]
    public async Task Pages_are_coalesced_runs_sorted_by_start()
    {
        JsonNode pages = Assert.Single(await LinesAsync("pages", sample.Path));
        Assert.Equal(413, (int)pages["pageCount"]!);
        Assert.Equal(29, pages["runs"]!.AsArray().Count);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"start":"0x1000","pageCount":3,"fileOffset":8192}"""), pages["runs"]![0]));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"start":"0x100000","pageCount":48,"fileOffset":20480}"""), pages["runs"]![1]));
    }

    [Fact]
    public async Task Translate_shows_the_walk() => await CommandLineRun.IsJsonAsync(
        """
        {"virtualAddress":"0xfffff8052a341234","status":"ok","physicalAddress":"0x4c12234","pageSize":4096,"level":null,
         "writable":false,"executable":true,"user":false,"transition":false,"entry":"valid",
         "walk":[{"level":"PML4E","address":"0x1adf80","value":"0x1ae067"},{"level":"PDPTE","address":"0x1ae0a0","value":"0x1af067"},
          {"level":"PDE","address":"0x1afa88","value":"0x1b0067"},{"level":"PTE","address":"0x1b0a08","value":"0x4c12021"}]}
        """,
        "translate", sample.Path, "fffff805`2a341234");

    [Fact]
    public async Task Translate_names_the_level_that_failed_and_what_its_entry_says()
    {
        JsonNode line = Assert.Single(await LinesAsync("translate", sample.Path, "ffffc08b`5e211000"));
        Assert.Equal(
            """{"status":"notPresent","physicalAddress":null,"pageSize":null,"level":"PTE","writable":null,"transition":false,"entry":"pageFile"}""",
            Only(line, "status", "physicalAddress", "pageSize", "level", "writable", "transition", "entry"));
    }

    [Fact]
    public async Task Translate_gives_the_prototype_pte_that_it_followed()
    {
        JsonNode line = Assert.Single(await LinesAsync("translate", sample.Path, "ffffc08b`5e213000"));
        Assert.Equal(
            """{"status":"ok","physicalAddress":"0x800000","writable":null,"entry":"prototype","prototypePte":{"level":"PTE","address":"0x10c3a3008","value":"0x800061"}}""",
            Only(line, "status", "physicalAddress", "writable", "entry", "prototypePte"));
    }

    [Fact]
    public async Task Translate_tells_a_missing_page_from_a_missing_page_table()
    {
        JsonNode[] lines = await LinesAsync("translate", sample.Path, "0xffffc08b5e215000", "0xffffc08b5e400000", "0x1000000000000000");
        Assert.Equal(["pageNotInDump", "pageTableNotInDump", "nonCanonical"], lines.Select(line => (string?)line["status"]));
        Assert.Equal(["0x120000000", null, null], lines.Select(line => (string?)line["physicalAddress"]));
        Assert.Equal([null, "PTE", null], lines.Select(line => (string?)line["level"]));
    }

    [Fact]
    public async Task Translate_answers_a_list_in_its_order()
    {
        string list = sample.Named("addresses.txt");
        File.WriteAllText(list, "ffffc08b`5e210000\n\n 0xffff910040000123 \nfffff80510777000h\n");
        JsonNode[] lines = await LinesAsync("translate", sample.Path, "--from", list);
        Assert.Equal(["0x11f000000", "0x40000123", "0x2777000"], lines.Select(line => (string?)line["physicalAddress"]));
        Assert.Equal([4096, 1 << 30, 1 << 21], lines.Select(line => (int)line["pageSize"]!));
        Assert.Equal([true, false, false], lines.Select(line => (bool)line["transition"]!));
    }

    [Fact]
    public async Task Read() => await CommandLineRun.IsJsonAsync(
        """{"address":"0xfffff8052a341234","requested":4,"read":4,"bytes":"488b4118","failure":null}""",
        "read", sample.Path, "0xfffff8052a341234", "--length", "4");

    [Fact]
    public async Task The_length_has_the_name_of_the_Rust_parser_too() =>
        Assert.Equal(
            await CommandLineRun.OfAsync("read", sample.Path, "rip", "--length", "4", "--json"), await CommandLineRun.OfAsync("read", sample.Path, "rip", "--len=4", "--json"));

    [Fact]
    public async Task Read_gives_what_is_there_and_says_why_it_ends()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("read", sample.Path, "0xffffc08b5e203ffe", "--length", "0x10", "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            """{"address":"0xffffc08b5e203ffe","requested":16,"read":2,"bytes":"0000","failure":{"reason":"notPresent","level":"PTE","address":"0xffffc08b5e204000"}}""",
            run.Output.TrimEnd());
        Assert.Equal("ffffc08b`5e204000 cannot be read: not present at PTE (the entry is zero: never used).", run.Error.TrimEnd());
    }

    private static async Task<JsonNode[]> LinesAsync(params string[] args)
    {
        CommandLineRun run = await CommandLineRun.OfAsync([.. args, "--json"]);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        return [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }

    private static string Only(JsonNode line, params string[] names) =>
        new JsonObject(names.Select(name => KeyValuePair.Create(name, line[name]?.DeepClone()))).ToJsonString();
}
