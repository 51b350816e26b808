namespace KdmpParser.Tests;

public class ExportTests
{
    [Fact]
    public void Exports_have_ordinals_names_and_addresses_or_forwarders()
    {
        CapturedList<PeExport> exports = Read(Image());
        Assert.Null(exports.Failure);
        Assert.Equal(
            [
                new PeExport(5, "DemoRead", ImageBytes.Base + 0x1234, null),
                new PeExport(7, null, ImageBytes.Base + 0x1240, null),
                new PeExport(8, "DemoSend", null, "OTHER.Send"),
            ],
            exports);
    }

    [Theory]
    [InlineData(4, 3, null)]
    [InlineData(3, 2, KernelDataFailureReason.LimitExceeded)]
    [InlineData(0, 0, KernelDataFailureReason.LimitExceeded)]
    public void There_are_at_most_as_many_as_the_limit_says(int limit, int count, KernelDataFailureReason? reason)
    {
        CapturedList<PeExport> exports = Read(Image(), new KernelDumpLimits { Exports = limit });
        Assert.Equal((count, reason), (exports.Count, exports.Failure?.Reason));
    }

    [Fact]
    public void A_count_of_four_billion_gives_what_was_captured()
    {
        KernelBytes memory = Image().U32(ImageBytes.Exports + 0x14, uint.MaxValue).U32(ImageBytes.Exports + 0x18, uint.MaxValue);
        CapturedList<PeExport> exports = Read(memory);
        Assert.Equal(KernelDataFailureReason.LimitExceeded, exports.Failure!.Reason);
        Assert.Equal("DemoRead", exports[0].Name);
    }

    [Fact]
    public void A_name_longer_than_the_limit_is_cut() =>
        Assert.Equal("DemoR", Read(Image(), new KernelDumpLimits { ExportNameBytes = 5 })[0].Name);

    [Fact]
    public void A_name_that_was_not_captured_leaves_the_export()
    {
        CapturedList<PeExport> exports = Read(Image().U32(ImageBytes.Names, 0x6000));
        Assert.Equal(new PeExport(5, null, ImageBytes.Base + 0x1234, null), exports[0]);
        Assert.Equal((3, KernelDataFailureReason.Unreadable), (exports.Count, exports.Failure!.Reason));
    }

    [Fact]
    public void A_name_of_no_function_is_ignored()
    {
        CapturedList<PeExport> exports = Read(Image().U16(ImageBytes.Ordinals, 4));
        Assert.Null(exports[0].Name);
        Assert.Null(exports.Failure);
    }

    [Theory]
    [InlineData(0x1c, 0)]
    [InlineData(0x20, 3)]
    [InlineData(0x24, 3)]
    public void A_table_that_was_not_captured_leaves_the_rest(uint field, int count)
    {
        CapturedList<PeExport> exports = Read(Image().U32(ImageBytes.Exports + field, 0x6000));
        Assert.Equal((count, KernelDataFailureReason.Unreadable), (exports.Count, exports.Failure!.Reason));
    }

    [Fact]
    public void A_directory_that_was_not_captured_says_why()
    {
        CapturedList<PeExport> exports = Read(Image().U32(ImageBytes.Header + 0x18 + 0x70, 0x6000));
        Assert.Empty(exports);
        Assert.Equal(KernelDataFailureReason.Unreadable, exports.Failure!.Reason);
    }

    private static KernelBytes Image() => new KernelBytes().WithImage();

    private static CapturedList<PeExport> Read(KernelBytes memory, KernelDumpLimits? limits = null)
    {
        using KernelDump dump = memory.Open(limits);
        return dump.ReadImage(new() { Base = ImageBytes.Base, Size = 0x8000 }).Exports;
    }
}
