using System.Text.Json.Nodes;
using KdmpParser;

namespace KdmpTool.Tests;

public class SampleCommandTests(SampleFile sample) : IClassFixture<SampleFile>
{
    [Theory]
    [InlineData(null, 5)]
    [InlineData("full", 1)]
    [InlineData("0xa", 10)]
    [InlineData("small", 4)]
    public async Task The_sample_is_written_as_the_type_that_was_asked_for(string? type, int value)
    {
        string path = sample.Named($"sample-{value}.dmp");
        CommandLineRun run = await CommandLineRun.OfAsync(["sample", path, .. type is null ? [] : (string[])["--type", type], "--json"]);
        JsonNode json = JsonNode.Parse(run.Output)!;
        using KernelDump dump = KernelDump.Open(path);
        Assert.Equal((0, value, value, dump.FileLength), (run.ExitCode, (int)dump.Type, (int)json["dumpTypeValue"]!, (long)json["fileLength"]!));
    }

    [Fact]
    public async Task A_small_dump_cannot_be_converted_to()
    {
        Assert.Equal(2, (await CommandLineRun.OfAsync("convert", sample.Path, sample.Named("none.dmp"), "--type", "small")).ExitCode);
        Assert.False(File.Exists(sample.Named("none.dmp")));
    }

    [Fact]
    public async Task A_slip_in_the_type_is_answered_with_the_nearest()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("sample", sample.Named("none.dmp"), "--type", "smal");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'smal' is no type of dump: 1, 2, 4 (small), 5, 6, 8, 9 or 0xa. Did you mean 'Small'?", run.Error, StringComparison.Ordinal);
    }
}
