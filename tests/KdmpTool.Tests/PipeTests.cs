using System.Buffers.Binary;
using KdmpParser;

namespace KdmpTool.Tests;

/// <summary>What reads the output decides how much of it there is.</summary>
public class PipeTests(SampleFile sample) : IClassFixture<SampleFile>
{
    private const long PageCount = 64L << 18;

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
    public void One_process_after_another_can_write_into_a_file()
    {
        // More than one piece each: 408 lines of pages, and two above them.
        string file = sample.Named("pages.txt");
        Assert.Equal(["820"], BuiltProgram.Run("bash", $"for i in 1 2; do {BuiltProgram.Name} -p '{sample.Path}'; done > '{file}'; wc -l < '{file}'"));
    }

    /// <summary>A full dump that is nearly all holes.</summary>
    private string WriteLargeDump()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files on Windows are not sparse unless asked, and this one has 64 GiB.");
        string path = sample.Named("large.dmp");
        File.Copy(sample.Path, path, overwrite: true);
        using FileStream file = File.OpenWrite(path);

        // PHYSICAL_MEMORY_DESCRIPTOR64 in the header: one run, from page frame 0 on.
        file.Position = 0x88;
        Span<byte> block = stackalloc byte[32];
        block.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(block, 1);
        BinaryPrimitives.WriteInt64LittleEndian(block[8..], PageCount);
        BinaryPrimitives.WriteInt64LittleEndian(block[24..], PageCount);
        file.Write(block);
        file.SetLength(0x2000 + PageCount * PhysicalAddress.PageSize);
        return path;
    }
}
