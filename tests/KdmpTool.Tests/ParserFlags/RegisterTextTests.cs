using KdmpParser.Tests;

namespace KdmpTool.Tests.ParserFlags;

public class RegisterTextTests(SampleFile sample) : IClassFixture<SampleFile>
{
    [Theory]
    [InlineData("-c")]
    [InlineData("--context-record")]
    public async Task Every_line_is_the_one_of_the_cpp_tool(string flag) =>
        Assert.Equal(new(0, CppOutput.Context, ""), await CommandLineRun.OfAsync(flag, ParserDump.Full().Write(sample, "full.dmp")));

    [Fact]
    public async Task A_dump_alone_shows_them_behind_the_sentence_of_the_cpp_tool() => Assert.Equal(
        new(0, "Forcing to show the context record as no option as been passed.\n\n" + CppOutput.Context, ""),
        await CommandLineRun.OfAsync(ParserDump.Full().Write(sample, "full.dmp")));

    [Fact]
    public async Task A_dump_whose_MxCsr_differs_from_its_copy_is_no_exception() => Assert.Equal(
        new(0, CppOutput.Context, ""),
        await CommandLineRun.OfAsync("-c", ParserDump.Full().U32(0x348 + 0x118, 0x1f80).Write(sample, "differs.dmp")));

    [Fact]
    public async Task Those_of_ARM64_are_in_the_same_manner()
    {
        DumpBytes bytes = DumpBytes.Full((0x10, 1)).U32(0x030, DumpBytes.Arm64).Zeros(0x348, 0x390);
        bytes.U32(0x348 + 4, 0x80000144).U64(0x348 + 0x110 + 8, 0xff).U64(0x348 + 0x110 + 31 * 16, 0x31).U32(0x348 + 0x310, 1).U32(0x348 + 0x314, 0x10);
        for (int i = 0; i < 33; i++)
            bytes.U64(0x348 + 8 + 8 * i, 0x1000UL + (ulong)i);
        CommandLineRun run = await CommandLineRun.OfAsync("-c", bytes.Write(sample, "arm64.dmp"));
        string[] lines = run.Output.Split('\n');
        Assert.Equal(
            [
                new string('-', 80), "Context Record:",
                "   x0=0000000000001000  x1=0000000000001001  x2=0000000000001002",
                "   x3=0000000000001003  x4=0000000000001004  x5=0000000000001005",
                "   x6=0000000000001006  x7=0000000000001007  x8=0000000000001008",
                "   x9=0000000000001009 x10=000000000000100a x11=000000000000100b",
            ],
            lines[..6]);
        Assert.Equal(
            [
                "  x27=000000000000101b x28=000000000000101c  fp=000000000000101d",
                "   lr=000000000000101e  sp=000000000000101f",
                "   pc=0000000000001020 psr=80000144",
                "  fpcr=00000001    fpsr=00000010",
                "     v0=00000000000000ff0000000000000000        v1=00000000000000000000000000000000",
            ],
            lines[11..16]);
        Assert.Equal(["    v30=00000000000000000000000000000000       v31=00000000000000000000000000000031", ""], lines[^2..]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("-e")]
    [InlineData("--exception-record")]
    public async Task The_exception_record_is_the_one_of_the_cpp_tool(string flag) =>
        Assert.Equal(new(0, CppOutput.Exception, ""), await CommandLineRun.OfAsync(flag, ParserDump.Full().Write(sample, "full.dmp")));
}
