using System.Text.Json.Nodes;
using KdmpParser;
using KdmpTool.CommandLine;

namespace KdmpTool.Tests;

public class StructureCommandTests(SampleFile sample) : IClassFixture<SampleFile>
{
    [Theory]
    [InlineData(DumpType.Full, "DUMP_HEADER64 PHYSICAL_MEMORY_DESCRIPTOR64 CONTEXT XSAVE_FORMAT EXCEPTION_RECORD64")]
    [InlineData(DumpType.Bitmap, "DUMP_HEADER64 PHYSICAL_MEMORY_DESCRIPTOR64 CONTEXT XSAVE_FORMAT EXCEPTION_RECORD64 BMP_HEADER64 Bitmap")]
    [InlineData(DumpType.KernelMemory, "DUMP_HEADER64 PHYSICAL_MEMORY_DESCRIPTOR64 CONTEXT XSAVE_FORMAT EXCEPTION_RECORD64 RDMP_HEADER64 Ranges")]
    [InlineData(DumpType.CompleteMemory, "DUMP_HEADER64 PHYSICAL_MEMORY_DESCRIPTOR64 CONTEXT XSAVE_FORMAT EXCEPTION_RECORD64 RDMP_HEADER64 Ranges")]
    [InlineData(DumpType.Triage, "DUMP_HEADER64 PHYSICAL_MEMORY_DESCRIPTOR64 CONTEXT XSAVE_FORMAT EXCEPTION_RECORD64 TRIAGE_DUMP64 UnloadedDrivers CallStack DriverList DataBlocks")]
    public async Task Without_a_name_they_are_listed_in_the_order_of_the_file_and_each_can_be_shown(DumpType type, string names)
    {
        string path = Write(type);
        CommandLineRun run = await CommandLineRun.OfAsync("structure", path, "--json");
        JsonArray structures = JsonNode.Parse(run.Output)!["structures"]!.AsArray();
        Assert.Equal(names.Split(' '), structures.Select(structure => (string)structure!["name"]!));
        Assert.Equal(structures.Select(structure => (long)structure!["fileOffset"]!).Order(), structures.Select(structure => (long)structure!["fileOffset"]!));
        byte[] file = File.ReadAllBytes(path);
        foreach (JsonNode? structure in structures)
        {
            foreach (string name in ((string?[])[(string)structure!["name"]!, (string?)structure["shortName"]]).OfType<string>())
            {
                JsonNode shown = JsonNode.Parse((await CommandLineRun.OfAsync("structure", path, name.ToLowerInvariant(), "--json")).Output)!;
                Assert.Equal((string?)structure["name"], (string?)shown["name"]);
                Assert.Equal(Convert.ToHexStringLower(file.AsSpan((int)structure["fileOffset"]!, (int)structure["size"]!)), (string?)shown["bytes"]);
            }
        }
    }

    [Fact]
    public async Task A_table_goes_on_where_its_header_says_that_it_is()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("structure", Write(DumpType.Triage), "DataBlocks");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("000107d8 +000  |00 08 7c 10 05 f8 ff ff|18 09 01 00|08 00 00 00|  ..|.............  Block[0].Address  Block[0].Offset  Block[0].Size\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contxt", "Did you mean 'context'?")]
    [InlineData("DUMP_HEADER", "Did you mean 'DUMP_HEADER64'?")]
    [InlineData("Ranges", "it has header, memory, context, xsave, exception.")]
    public async Task What_the_dump_has_not_is_answered_with_what_it_has(string name, string answer)
    {
        CommandLineRun run = await CommandLineRun.OfAsync("structure", sample.Path, name);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains($"has no structure '{name}'", run.Error, StringComparison.Ordinal);
        Assert.Contains(answer, run.Error, StringComparison.Ordinal);
    }

    private string Write(DumpType type)
    {
        string path = sample.Named($"structure-{type}.dmp");
        KdmpSample.Write(path, type, overwrite: true);
        return path;
    }
}
