using KdmpParser.Tests;

namespace KdmpTool.Tests.ParserFlags;

public class StructureTextTests(SampleFile sample) : IClassFixture<SampleFile>
{
    [Theory]
    [InlineData("-a")]
    [InlineData("--dump-headers")]
    public async Task Every_line_is_the_one_of_the_cpp_tool(string flag)
    {
        CommandLineRun run = await CommandLineRun.OfAsync(flag, ParserDump.Full().Write(sample, "full.dmp"));
        Assert.Equal(CppOutput.Structures, run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task The_parts_are_in_the_order_of_the_cpp_tool_whatever_the_order_of_the_flags()
    {
        CommandLineRun run = await CommandLineRun.OfAsync(ParserDump.Full().Write(sample, "full.dmp"), "-p", "-e", "-c", "-a");
        Assert.Equal(CppOutput.Structures + CppOutput.Context + CppOutput.Exception + CppOutput.Pages, run.Output);
    }

    [Fact]
    public async Task The_header_of_the_bitmap_begins_at_the_margin_as_in_the_cpp_tool()
    {
        Assert.Equal(
            CppOutput.Lines(
                """
                    +0x0f98: DumpType                 : BMPDump.
                    +0x0fa0: RequiredDumpSpace        : 0x76d8399bfd5fc122.
                    +0x0fa8: SystemTime               : 0x68c92b8def50b214.
                    +0x0fb0: Comment                  $
                    +0x1030: SystemUpTime             : 0x75d7399afc5ec022.
                    +0x1038: MiniDumpFields           : 0x45474150.
                    +0x103c: SecondaryDataState       : 0x45474150.
                    +0x1040: ProductType              : 0x00000001.
                    +0x1044: SuiteMask                : 0x00000110.
                    +0x1048: WriterStatus             : 0x00000007.
                    +0x104d: KdSecondaryVersion       : 0x0e.
                    +0x2000: u3.BmpHeader             $
                BMP_HEADER64
                  +0x0000: Signature                : 0x504d4453.
                  +0x0004: ValidDump                : 0x504d5544.
                  +0x0020: FirstPage                : 0x0000000000003000.
                  +0x0028: TotalPresentPages        : 0x0000000000000002.
                  +0x0030: Pages                    : 0x0000000000000018.
                  +0x0038: Bitmap                   $
                """),
            From("    +0x0f98", await StructuresAsync(ParserDump.Bitmap(5), "bitmap.dmp")));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public async Task Other_dumps_with_a_bitmap_have_the_same_header(uint type) => Assert.Equal(
        From("    +0x2000", await StructuresAsync(ParserDump.Bitmap(5), "bitmap.dmp")),
        From("    +0x2000", await StructuresAsync(ParserDump.Bitmap(type), $"bitmap{type}.dmp")));

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    public async Task The_header_of_the_ranges_is_printed_too(uint type) => Assert.Equal(
        CppOutput.Lines(
            """
                +0x2000: u3.RdmpHeader            $
            RDMP_HEADER64
              +0x0004: Signature                : 0x504d4452.
              +0x0008: ValidDump                : 0x504d5544.
              +0x0010: MetadataSize             : 0x0000000000000040.
              +0x0018: FirstPageOffset          : 0x0000000000002060.
            """),
        From("    +0x2000", await StructuresAsync(ParserDump.Ranges(type), $"ranges{type}.dmp")));

    [Fact]
    public async Task Of_type_0xa_it_counts_ranges_and_pages() => Assert.Equal(
        CppOutput.Lines(
            """
                +0x2000: u3.FullRdmpHeader        $
            RDMP_HEADER64
              +0x0004: Signature                : 0x504d4452.
              +0x0008: ValidDump                : 0x504d5544.
              +0x0010: MetadataSize             : 0x0000000000000040.
              +0x0018: FirstPageOffset          : 0x0000000000002060.
              +0x0020: NumberOfRanges           : 0x00000003.
              +0x0028: TotalNumberOfPages       : 0x0000000000000003.
            """),
        From("    +0x2000", await StructuresAsync(ParserDump.Ranges(0xa), "complete.dmp")));

    [Fact]
    public async Task Of_a_small_dump_every_field_of_TRIAGE_DUMP64_is_printed()
    {
        string text = From("    +0x2000", await StructuresAsync(DumpBytes.Triage(0xffffa88488250000, (0x1000, 0x3000, 0x10)), "small.dmp"));
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["    +0x2000: u3.TriageDump            ", "TRIAGE_DUMP64"], lines[..2]);
        Assert.Equal("  +0x0004: SizeOfDump               : 0x00006004.", lines[3]);
        Assert.Equal("  +0x0048: TopOfStack               : 0xffffa88488250000.", lines[20]);
        Assert.Equal("  +0x007c: DataBlocksCount          : 0x00000001.", lines[^1]);
        Assert.Equal(2 + 26, lines.Length);
    }

    [Fact]
    public async Task A_descriptor_of_memory_that_is_not_recorded_lists_no_runs()
    {
        string text = await StructuresAsync(ParserDump.Bitmap(5), "bitmap.dmp");
        Assert.Contains(
            "      +0x0000: NumberOfRuns             : 0x45474150.\n      +0x0008: NumberOfPages            : 0x4547415045474150.\n"
            + "      +0x0010: Run                      \n    +0x0348: u2.ContextRecordBuffer   \n    CONTEXT\n",
            text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ARM64_context_is_printed_with_its_own_registers()
    {
        DumpBytes bytes = ParserDump.Full().U32(0x030, DumpBytes.Arm64).U32(0x348, 0x400007).U64(0x348 + 0x108, 0xfffff803f32de014);
        string text = await StructuresAsync(bytes.U64(0x348 + 0x388, 7), "arm64.dmp");
        Assert.Contains("    CONTEXT\n      +0x0000: ContextFlags             : 0x00400007.\n      +0x0004: Cpsr                     : 0x", text, StringComparison.Ordinal);
        Assert.Contains("\n      +0x0108: Pc                       : 0xfffff803f32de014.\n      +0x0110: V[0]                     : 0x", text, StringComparison.Ordinal);
        Assert.Contains("\n      +0x0388: Wvr[1]                   : 0x0000000000000007.\n    +0x0f00: Exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Rip", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fields_that_were_not_recorded_are_said_once_and_apart()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("-a", "-c", "-e", DumpBytes.Full((0x10, 1)).Write(sample, "nothing.dmp"));
        Assert.Contains("  rax=4547415045474150 rbx=4547415045474150 rcx=4547415045474150\n", run.Output, StringComparison.Ordinal);
        Assert.Equal("Numbers that read 0x45474150 ('PAGE'), once or repeated, are fields that were not recorded.", run.Error.TrimEnd());
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task The_signature_which_is_the_same_letters_is_not_said_to_be_missing() =>
        Assert.Equal("", (await CommandLineRun.OfAsync("-a", ParserDump.Full().U32(0x1038, 0).U32(0x103c, 0).Write(sample, "all.dmp"))).Error);

    private static string From(string line, string text) => text[text.IndexOf(line, StringComparison.Ordinal)..];

    private async Task<string> StructuresAsync(DumpBytes bytes, string name)
    {
        CommandLineRun run = await CommandLineRun.OfAsync("-a", bytes.Write(sample, name));
        Assert.Equal(0, run.ExitCode);
        return run.Output;
    }
}
