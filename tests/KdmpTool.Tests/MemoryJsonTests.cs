using System.Text.Json.Nodes;

namespace KdmpTool.Tests;

/// <summary>What goes through memory, as scripts see it: an object a line, as it is found.</summary>
public class MemoryJsonTests(SampleFile sample) : IClassFixture<SampleFile>
{
    [Fact]
    public async Task A_hit_has_its_addresses_and_its_surroundings() => await CommandLineRun.IsJsonAsync(
        """
        {"physicalAddress":"0x4c12234","virtualAddresses":["0xfffff8052a341234"],"length":4,
         "context":"48891d052e00000f1f440000488b4b30488b41184885c07405e8be00000033c04883c420","offset":16}
        """,
        "search", sample.Path, "48 8b 41 18");

    [Fact]
    public async Task As_many_hits_as_were_asked_for() =>
        Assert.Equal(3, (await CommandLineRun.OfAsync("search", sample.Path, "00", "--max", "3", "--json")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

    [Fact]
    public async Task Nothing_found_is_1_with_one_sentence()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("search", sample.Path, "no such text", "--json");
        Assert.Equal((1, "", "Not found: 'no such text' as UTF-8 (with --utf16, as UTF-16)."), (run.ExitCode, run.Output, run.Error.TrimEnd()));
    }

    [Fact]
    public async Task Text_has_its_encoding() => await CommandLineRun.IsJsonAsync(
        """{"address":"0xfffff8052a340040","encoding":"ascii","length":41,"text":"This image belongs to a synthetic sample."}""",
        "strings", sample.Path, "kdmpdemo", "--min", "30", "--length", "0x100");

    [Fact]
    public async Task A_difference_is_a_run_of_pages_and_the_totals_are_said_apart()
    {
        string later = Later();
        CommandLineRun run = await CommandLineRun.OfAsync("diff", sample.Path, later, "--json");
        Assert.Equal("{\"start\":\"0x4c12000\",\"pageCount\":1,\"difference\":\"changed\"}", run.Output.TrimEnd());
        Assert.Equal((0, "From sample.dmp to later.dmp: 1 changed, 0 added, 0 missing pages."), (run.ExitCode, run.Error.TrimEnd()));
    }

    [Fact]
    public async Task A_page_of_two_dumps_has_the_ranges_that_differ()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("diff", sample.Path, Later(), "0x4c12234", "--json");
        JsonNode page = JsonNode.Parse(run.Output)!;
        Assert.Equal("""[{"offset":567,"length":1}]""", page["differences"]!.ToJsonString());
        Assert.Equal(("0x4c12000", 4096), ((string?)page["earlier"]!["address"], (int)page["later"]!["read"]!));
    }

    [Fact]
    public async Task A_bug_check_says_what_its_parameters_mean_and_are()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("bugcheck", sample.Path, "--json");
        JsonObject json = JsonNode.Parse(run.Output)!.AsObject();
        string[] keys = ["code", "name", "parameters", "meanings"];
        Assert.Equal(
            [
                "\"0x7e\"", "\"SYSTEM_THREAD_EXCEPTION_NOT_HANDLED\"", """["0xffffffffc0000005","0xfffff8052a341234","0xffffa8848825e0e8","0xffffa8848825d920"]""",
                """["Exception code (NTSTATUS) that nothing handled","Address where the exception was raised","Address of the exception record","Address of the context record"]""",
            ],
            keys.Select(key => json[key]!.ToJsonString()));
        Assert.Equal([.. keys, "explanation", "cause", "reasonNotToBlame", "parametersExplained", "next"], json.Select(pair => pair.Key));
        Assert.StartsWith("A system thread, ", (string?)json["explanation"], StringComparison.Ordinal);

        JsonNode[] parameters = [.. json["parametersExplained"]!.AsArray().Select(parameter => parameter!)];
        Assert.Equal(
            """{"meaning":"Exception code (NTSTATUS) that nothing handled","interpretation":"STATUS_ACCESS_VIOLATION","certainty":"certain","evidence":"ntstatus.h","isReadable":null,"memory":null,"structure":null}""",
            parameters[0].ToJsonString());
        Assert.Equal(
            ("EXCEPTION_RECORD", "0xffffa8848825e0e8", "likely", 0),
            ((string?)parameters[2]["structure"]!["name"], (string?)parameters[2]["structure"]!["address"], (string?)parameters[2]["structure"]!["certainty"], parameters[2]["structure"]!["linked"]!.AsArray().Count));
        Assert.Equal("""{"name":"ExceptionCode","address":"0xffffa8848825e0e8","value":"0xc0000005 STATUS_ACCESS_VIOLATION"}""", parameters[2]["structure"]!["facts"]![0]!.ToJsonString());
        Assert.Equal("exception --kind bugcheckparameter", (string?)json["next"]![0]!["command"]);
    }

    [Fact]
    public async Task Processors() => await CommandLineRun.IsJsonAsync(
        """
        [{"number":0,"kprcb":"0xfffff8050e8a0180","currentThread":"0xffffc08b5e281080","currentProcess":"0xffffc08b5e285080",
          "instructionPointer":"0xfffff8052a341234","cr3":"0x1ad000","captured":true}]
        """,
        "processors", sample.Path);

    /// <summary>A copy with one byte changed: the last one of the instruction at 0x4c12234.</summary>
    private string Later()
    {
        byte[] bytes = File.ReadAllBytes(sample.Path);
        int at = bytes.AsSpan().IndexOf((byte[])[0x48, 0x8b, 0x41, 0x18, 0x48, 0x85, 0xc0]);
        bytes[at + 3] = 0x20;
        File.WriteAllBytes(sample.Named("later.dmp"), bytes);
        return sample.Named("later.dmp");
    }
}
