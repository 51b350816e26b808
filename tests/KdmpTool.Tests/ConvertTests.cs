using System.Text.Json.Nodes;
using KdmpParser;

namespace KdmpTool.Tests;

public class ConvertTests(SampleFile sample) : IClassFixture<SampleFile>
{
    [Theory]
    [InlineData("8", 8)]
    [InlineData("0xa", 10)]
    [InlineData("10", 10)]
    [InlineData("bitmap", 5)]
    [InlineData("CompleteMemory", 10)]
    public async Task The_type_is_a_number_or_a_name(string type, int value)
    {
        string path = sample.Named($"type-{type}.dmp");
        CommandLineRun run = await CommandLineRun.OfAsync("convert", sample.Path, path, "--type", type, "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(413, (int)JsonNode.Parse(run.Output)!["pageCount"]!);
        using KernelDump dump = KernelDump.Open(path);
        Assert.Equal((value, 413L), ((int)dump.Type, dump.PhysicalMemory!.PageCount));
    }

    [Fact]
    public async Task Type_5_is_what_other_tools_read_and_the_default()
    {
        string path = sample.Named("default.dmp");
        Assert.Equal(0, (await CommandLineRun.OfAsync("convert", sample.Path, path)).ExitCode);
        using KernelDump dump = KernelDump.Open(path);
        Assert.Equal(DumpType.Bitmap, dump.Type);
    }

    [Fact]
    public async Task A_raw_image_has_each_page_at_its_address()
    {
        string path = sample.Named("image.raw");
        Assert.Equal(0, (await CommandLineRun.OfAsync("convert", sample.Path, path, "--type", "raw")).ExitCode);
        using KernelDump dump = KernelDump.Open(sample.Path);
        using FileStream image = File.OpenRead(path);
        var page = new byte[PhysicalAddress.PageSize];
        image.Position = 0x1ad000;
        image.ReadExactly(page);
        Assert.Equal(dump.PhysicalMemory!.View(0x1ad000).Bytes, page);
    }

    [Theory]
    [InlineData("4")]
    [InlineData("triage")]
    [InlineData("7")]
    [InlineData("")]
    [InlineData("-5")]
    public async Task What_is_no_type_with_physical_memory_is_wrong_usage(string type)
    {
        CommandLineRun run = await CommandLineRun.OfAsync("convert", sample.Path, sample.Named("none.dmp"), $"--type={type}");
        Assert.Equal(2, run.ExitCode);
        Assert.False(File.Exists(sample.Named("none.dmp")));
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_1_and_one_sentence()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("convert", sample.Path, Path.Combine(sample.Named("nowhere"), "x.dmp"));
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }
}
