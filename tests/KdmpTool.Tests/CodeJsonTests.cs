using System.Text.Json.Nodes;
using KdmpParser.Tests;

namespace KdmpTool.Tests;

/// <summary><c>disasm</c> and <c>entropy</c>, as scripts and people at a terminal see them.</summary>
public sealed class CodeJsonTests(SampleFile sample) : IClassFixture<SampleFile>, IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.dmp");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task The_crash_is_shown_unless_told()
    {
        // mov rax,[rcx+18h] with rcx of zero, and a record that says so.
        CommandLineRun run = await CommandLineRun.OfAsync("disasm", Written(), "--json", "--count", "1");
        JsonNode code = JsonNode.Parse(run.Output)!;
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(("0x8080604020", "header", "x64"), ((string?)code["address"], (string?)code["context"], (string?)code["machine"]));
        Assert.Equal((8, "agreement", "likely"), ((int)code["before"]!["count"]!, (string?)code["before"]!["start"], (string?)code["before"]!["certainty"]));
        Assert.Equal(
            """
            {"address":"0x8080604020","bytes":"488b4118","state":"decoded","text":"mov     rax,qword ptr [rcx\u002B18h]","current":true,"target":null,"operands":[{"kind":"register","text":"rcx","value":"0x0"},{"kind":"memory","text":"rcx\u002B18h","access":"read","size":8,"address":"0x18","name":null,"content":{"address":"0x18","requested":8,"read":0,"bytes":"","failure":{"reason":"notPresent","level":"PML4E","address":"0x18"}},"pointsTo":null}],"failure":null}
            """,
            code["instructions"]![8]!.ToJsonString());
        Assert.Equal(("agrees", "0xc0000005", "notPresent"), ((string?)code["fault"]!["agreement"], (string?)code["fault"]!["exceptionCode"], (string?)code["fault"]!["accesses"]![0]!["outcome"]));
    }

    [Fact]
    public async Task The_line_at_which_the_processor_stood_has_an_arrow_and_what_is_known_below_it()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("disasm", Written(), "--count", "2", "--before", "1");
        Assert.Equal(
            [
                "Code at 00000080`80604020 (from the dump header)",
                "   00000080`8060401f  90          nop",
                "=> 00000080`80604020  488b4118    mov     rax,qword ptr [rcx+18h]",
                "                                  ; rcx=0000000000000000",
                "                                  ; rcx+18h=00000000`00000018: not present at PML4E (the entry is zero: never used)",
                "   00000080`80604024  e8d7ffffff  call    00000080`80604000",
            ],
            run.Output.Split('\n')[..6]);
        Assert.Contains("as the instruction does.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_before_it_can_be_asked_for()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("disasm", Written(), "--count", "1", "--before", "0");
        Assert.StartsWith("=> 00000080`80604020", run.Output.Split('\n')[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_is_not_there_is_1_with_the_reason()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("disasm", Written(), "0x18");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("00000000`00000018 cannot be read: not present at PML4E", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--count", "0")]
    [InlineData("--count", "65537")]
    [InlineData("--before", "65537")]
    [InlineData("--kind", "nothing")]
    public async Task What_cannot_be_is_a_usage_error(string option, string value) =>
        Assert.Equal(2, (await CommandLineRun.OfAsync("disasm", Written(), option, value)).ExitCode);

    [Fact]
    public async Task More_lines_than_a_view_has_are_shown_to_whoever_asks_for_them() =>
        Assert.Equal(1 + 300, (await CommandLineRun.OfAsync("disasm", Written(), "8080604030", "--count", "300")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

    [Fact]
    public async Task Entropy_is_a_page_a_line()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("entropy", Written(), "--json", "8080604000");
        Assert.Equal("""{"address":"0x8080604000","length":4096,"bitsPerByte":0.0284}""", run.Output.TrimEnd());
        Assert.Equal(
            "{\"address\":\"0x5000\",\"length\":4096,\"bitsPerByte\":0.0284}",
            (await CommandLineRun.OfAsync("entropy", Written(), "--json", "0x5000", "--physical", "--length", "0x1000")).Output.TrimEnd());
    }

    [Fact]
    public async Task Only_pages_above_a_bound_are_listed()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("entropy", Written(), "--above", "7.5");
        Assert.Equal("0x8000  4,096  8.00  ################", run.Output.TrimEnd());
        Assert.Equal((1, "No page has more."), await ErrorAsync("entropy", Written(), "--above", "7.999"));
        Assert.Equal(2, (await ErrorAsync("entropy", Written(), "--above", "9")).ExitCode);
        Assert.Equal((1, "Nothing of that memory can be read."), await ErrorAsync("entropy", Written(), "0x18"));
    }

    [Theory]
    [InlineData(1, "--start", "0x4c12234", "--end", "0x4c1223a")]
    [InlineData(0, "--start", "0x4c12234", "--end", "0x4c12239")]
    [InlineData(0, "--start", "0x4c12235")]
    [InlineData(1, "--virtual", "--start", "kdmpdemo", "--end", "kdmpdemo+4000")]
    [InlineData(1, "--dtb", "0x1ad000")]
    public async Task A_search_can_be_in_a_part_of_memory(int count, params string[] options)
    {
        CommandLineRun run = await CommandLineRun.OfAsync(["search", sample.Path, "48 8b 41 18 48 85", "--json", .. options]);
        Assert.Equal((count == 0 ? 1 : 0, count), (run.ExitCode, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
    }

    [Fact]
    public async Task A_search_for_several_patterns_says_which_was_found()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("search", sample.Path, "48 8b 41 18 48", "--also", "?? 8b 41 18 48 85", "--also", "nowhere to be found", "--json");
        Assert.Equal(["48 8b 41 18 48", "?? 8b 41 18 48 85"], run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string?)JsonNode.Parse(line)!["pattern"]));
    }

    [Fact]
    public async Task A_range_that_ends_before_it_begins_is_a_usage_error() =>
        Assert.Equal((2, "--end is not behind --start."), await ErrorAsync("search", sample.Path, "00", "--start", "0x2000", "--end", "0x2000"));

    [Fact]
    public async Task Strings_without_an_address_are_those_of_all_memory()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("strings", sample.Path, "--min", "30", "--json");
        Assert.Contains("This image belongs to a synthetic sample.", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"address\":\"0x1c00\"", run.Output, StringComparison.Ordinal);
        Assert.True((await CommandLineRun.OfAsync("strings", sample.Path, "--length", "0x2000")).Output.Split('\n').Length < 5);
    }

    private static async Task<(int ExitCode, string Error)> ErrorAsync(params string[] args)
    {
        CommandLineRun run = await CommandLineRun.OfAsync(args);
        return (run.ExitCode, run.Error.TrimEnd());
    }

    /// <summary>A machine with code at 00000080`80604020, the registers and the exception there, and a page of noise.</summary>
    private string Written()
    {
        const ulong Code = MachineBytes.Mapped + 0x20;
        var page = new byte[0x1000];
        Array.Fill(page, (byte)0x90);
        byte[] code = [0x48, 0x8b, 0x41, 0x18, 0xe8, 0xd7, 0xff, 0xff, 0xff];
        code.CopyTo(page, 0x20);
        DumpBytes dump = new MachineBytes().Write(MachineBytes.Page, page).ToDump().Zeros(0x348, 0x4d0).U32(0x378, 0x10001f).U16(0x380, 0x10).U64(0x440, Code);
        dump.Zeros(0xf00, 0x98).U32(0xf00, 0xc0000005).U64(0xf10, Code).U32(0xf18, 2).U64(0xf28, 0x18);
        File.WriteAllBytes(_file, dump.ToArray());
        return _file;
    }
}
