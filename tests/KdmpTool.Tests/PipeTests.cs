using KdmpParser;
using KdmpParser.Tests;

namespace KdmpTool.Tests;

/// <summary>What reads the output decides how much of it there is.</summary>
public class PipeTests(SampleFile sample) : IClassFixture<SampleFile>
{
    private const ulong PageCount = 64 << 18;

    [Theory(Timeout = 60_000)]
    [InlineData("search '{0}' --hex 00")]
    [InlineData("-p '{0}'")]
    public async Task Nothing_goes_on_for_a_reader_that_went_away(string line)
    {
        // Minutes of work, if the reader took all of it.
        string command = string.Format(System.Globalization.CultureInfo.InvariantCulture, line, WriteLargeDump());
        string[] lines = await Task.Run(() => BuiltProgram.Run("bash", $"{BuiltProgram.Name} {command} 2>&1 | head -n 1; echo ${{PIPESTATUS[0]}}"), TestContext.Current.CancellationToken);
        Assert.Equal("1", lines[^1]);
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public void A_dump_for_a_reader_that_went_away_is_no_failure_that_is_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no path for standard output.");
        string errors = sample.Named("errors.txt");
        string[] lines = BuiltProgram.Run("bash", $"{BuiltProgram.Name} convert '{sample.Path}' - --type full 2> '{errors}' | head -c 8; ended=${{PIPESTATUS[0]}}; echo; echo $ended; cat '{errors}'");
        Assert.Equal(["PAGEDU64", "1"], lines);
    }

    [Fact]
    public void One_process_after_another_can_write_into_a_file()
    {
        // More than one piece each: 16 lines of each of 413 pages, twice.
        string file = sample.Named("pages.txt");
        Assert.Equal(["13216"], BuiltProgram.Run("bash", $"for i in 1 2; do {BuiltProgram.Name} -m --len 256 '{sample.Path}'; done > '{file}'; wc -l < '{file}'"));
    }

    [Fact]
    public void A_program_that_asks_line_by_line_gets_each_answer_before_the_next_question()
    {
        string script = $$"""
            coproc ANSWERS { {{BuiltProgram.Name}} translate '{{sample.Path}}' --from - --json; }
            for address in 0xfffff8052a341234 0x1234; do
              echo $address >&${ANSWERS[1]}
              read -t 40 answer <&${ANSWERS[0]}
              [[ $answer =~ \"status\":\"([a-zA-Z]+)\" ]]; echo ${BASH_REMATCH[1]}
            done
            """;
        Assert.Equal(["ok", "notPresent"], BuiltProgram.Run("bash", script));
    }

    /// <summary>A full dump that is all holes: one run, from page frame 0 on.</summary>
    private string WriteLargeDump()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files on Windows are not sparse unless asked, and this one has 64 GiB.");
        string path = sample.Named("large.dmp");
        File.WriteAllBytes(path, DumpBytes.Full().U32(0x088, 1).U64(0x090, PageCount).U64(0x098, 0).U64(0x0a0, PageCount).CutTo(0x2000).ToArray());
        using FileStream file = File.OpenWrite(path);
        file.SetLength(0x2000 + (long)PageCount * PhysicalAddress.PageSize);
        return path;
    }
}
