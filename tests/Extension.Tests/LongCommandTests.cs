using System.Buffers.Binary;
using KdmpParser;

namespace Extension.Tests;

/// <summary>A command that takes long says how far it is, and ends when the cell is interrupted.</summary>
public sealed class LongCommandTests : IDisposable
{
    private const long PageCount = 256L << 18;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kdmp-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact(Timeout = 60_000)]
    public async Task Progress_is_one_line_that_changes_and_an_interrupt_reaches_the_command()
    {
        Notebook notebook = await ExtensionScript.LoadedAsync();
        Assert.Null((await notebook.RunAsync($"#!kdmp open '{WriteLargeDump()}'")).Error);

        // Minutes of work, if nobody stopped it.
        Task<CellResult> search = notebook.RunAsync("#!kdmp search --hex 0123456789abcdef\nint after = 1;");
        while (notebook.ShownSoFar.Count < 3 && !search.IsCompleted)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        notebook.Interrupt();

        CellResult result = await search;
        Assert.Equal("Command cancelled.", result.Error);
        Assert.Single(result.Outputs.Select(output => output.Shown).Distinct());
        Assert.Equal(["text/plain"], result.Outputs[0].Texts.Keys);
        Assert.All(result.Outputs, output => Assert.Matches("^[0-9]+ %, .* of 256 GiB, .*/s, .* left$", output.Plain));
        Assert.False(notebook.Root.CSharp.TryGetValue("after", out object? _));
        await notebook.RunAsync("#!kdmp close");
    }

    /// <summary>A full dump that is nearly all holes.</summary>
    private string WriteLargeDump()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files on Windows are not sparse unless asked, and this one has 256 GiB.");
        string path = Path.Combine(_folder.FullName, "large.dmp");
        KdmpSample.Write(path, DumpType.Full);
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
