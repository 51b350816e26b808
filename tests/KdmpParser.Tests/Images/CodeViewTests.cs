namespace KdmpParser.Tests;

public class CodeViewTests
{
    [Fact]
    public void The_record_names_the_PDB_that_a_symbol_server_is_asked_for()
    {
        PeImage image = Read(Image());
        Assert.Null(image.CodeViewFailure);
        Assert.Equal(new CodeView(@"d:\build\demo.pdb", ImageBytes.Guid, 0x1a), image.CodeView);
        Assert.Equal("demo.pdb", image.CodeView!.PdbName);
        Assert.Equal("demo.pdb/00112233445566778899AABBCCDDEEFF1A/demo.pdb", image.CodeView.SymbolServerKey);
    }

    [Theory]
    [InlineData(1, KernelDataFailureReason.LimitExceeded)]
    [InlineData(2, null)]
    public void It_is_looked_for_up_to_the_limit(int limit, KernelDataFailureReason? reason)
    {
        PeImage image = Read(Image(), new KernelDumpLimits { DebugDirectoryEntries = limit });
        Assert.Equal((reason, reason is null), (image.CodeViewFailure?.Reason, image.CodeView is not null));
    }

    [Theory]
    [InlineData(12, @"d:\build\dem")]
    [InlineData(17, @"d:\build\demo.pdb")]
    [InlineData(18, @"d:\build\demo.pdb")]
    public void A_path_longer_than_the_limit_is_cut(int limit, string path) =>
        Assert.Equal(path, Read(Image(), new KernelDumpLimits { NameBytes = limit }).CodeView!.PdbPath);

    [Fact]
    public void A_path_that_is_not_terminated_ends_with_the_record()
    {
        KernelBytes memory = Image().Ascii(ImageBytes.Record + 0x18 + 17, "x").U32(ImageBytes.DebugDirectory + 0x1c + 0x10, 0x18 + 16);
        Assert.Equal(@"d:\build\demo.pd", Read(memory).CodeView!.PdbPath);
    }

    [Fact]
    public void A_path_that_is_not_UTF_8_keeps_the_rest() =>
        Assert.Equal("\ufffd:\\build\\demo.pdb", Read(Image().U8(ImageBytes.Record + 0x18, 0xff)).CodeView!.PdbPath);

    [Fact]
    public void An_image_without_a_debug_directory_has_none()
    {
        PeImage image = Read(Image().U32(ImageBytes.Header + 0x18 + 0x70 + 6 * 8, 0));
        Assert.Null(image.CodeView);
        Assert.Equal(KernelDataFailureReason.NotRecorded, image.CodeViewFailure!.Reason);
    }

    [Fact]
    public void A_directory_without_such_an_entry_has_none() =>
        Assert.Equal(KernelDataFailureReason.NotRecorded, Read(Image().U32(ImageBytes.DebugDirectory + 0x1c + 0x0c, 4)).CodeViewFailure!.Reason);

    [Theory]
    [InlineData("NB10", 0x2a)]
    [InlineData("RSDS", 0x18)]
    [InlineData("RSDS", 0)]
    public void A_record_of_another_kind_or_too_short_is_refused(string signature, uint size)
    {
        KernelBytes memory = Image().Ascii(ImageBytes.Record, signature).U32(ImageBytes.DebugDirectory + 0x1c + 0x10, size);
        Assert.Equal(KernelDataFailureReason.CheckFailed, Read(memory).CodeViewFailure!.Reason);
    }

    [Fact]
    public void A_record_that_was_not_captured_is_unreadable()
    {
        PeImage image = Read(Image().U32(ImageBytes.DebugDirectory + 0x1c + 0x14, 0x6000));
        Assert.Equal((KernelDataFailureReason.Unreadable, ImageBytes.Base + 0x6000), (image.CodeViewFailure!.Reason, image.CodeViewFailure.Address!.Value.Value));
    }

    [Fact]
    public void A_path_that_goes_on_where_nothing_was_captured_is_unreadable()
    {
        KernelBytes memory = Image().U32(ImageBytes.DebugDirectory + 0x1c + 0x14, 0x2fe0);
        memory.Ascii(ImageBytes.Base + 0x2fe0, "RSDS").Ascii(ImageBytes.Base + 0x2ff8, "12345678");
        PeImage image = Read(memory);
        Assert.Equal((KernelDataFailureReason.Unreadable, ImageBytes.Base + 0x3000), (image.CodeViewFailure!.Reason, image.CodeViewFailure.Address!.Value.Value));
    }

    private static KernelBytes Image() => new KernelBytes().WithImage();

    private static PeImage Read(KernelBytes memory, KernelDumpLimits? limits = null)
    {
        using KernelDump dump = memory.Open(limits);
        return dump.ReadImage(new() { Base = ImageBytes.Base, Size = 0x8000 });
    }
}
