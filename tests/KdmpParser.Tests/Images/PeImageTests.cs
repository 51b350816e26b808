using System.Reflection.PortableExecutable;

namespace KdmpParser.Tests;

public class PeImageTests
{
    [Fact]
    public void Headers_are_read_from_memory()
    {
        using KernelDump dump = new KernelBytes().WithImage().Open();
        PeImage image = Read(dump);
        Assert.Equal((Machine.Amd64, 0x12345678U, 0xbeefU, 0x8000U), (image.Machine, image.TimeDateStamp, image.CheckSum, image.SizeOfImage));
        Assert.Equal<VirtualAddress?>(ImageBytes.Base + 0x1800, image.EntryPoint);
        Assert.Equal(
            [
                new PeSection(".text", ImageBytes.Base + 0x1000, 0xf34, (SectionCharacteristics)0x60000020),
                new PeSection("eightlet", ImageBytes.Base + 0x2000, 0x800, (SectionCharacteristics)0x40000040),
            ],
            image.Sections);
        Assert.Null(image.Sections.Failure);
    }

    [Fact]
    public void An_image_without_an_entry_point_has_none()
    {
        using KernelDump dump = new KernelBytes().WithImage().U32(ImageBytes.Header + 0x28, 0).Open();
        Assert.Null(Read(dump).EntryPoint);
    }

    [Fact]
    public void A_32_bit_image_has_its_own_machine()
    {
        // PE32: the base has four bytes, and the directories begin at 0x60.
        KernelBytes memory = new KernelBytes().WithImage();
        ulong optional = ImageBytes.Header + 0x18;
        memory.U16(ImageBytes.Header + 0x04, 0x14c).U16(ImageBytes.Header + 0x14, 0xe0).U16(optional, 0x10b);
        memory.Write(optional + 0x60, new byte[0x80]).U32(optional + 0x5c, 16).U32(optional + 0x60 + 6 * 8, 0x1000).U32(optional + 0x64 + 6 * 8, 2 * 0x1c);
        using KernelDump dump = memory.Open();
        PeImage image = Read(dump);
        Assert.Equal((Machine.I386, "demo.pdb"), (image.Machine, image.CodeView!.PdbName));
        Assert.Empty(image.Exports);
        Assert.Null(image.Exports.Failure);
    }

    [Fact]
    public void A_managed_image_whose_CLI_header_is_missing_is_an_image()
    {
        ulong cli = ImageBytes.Header + 0x18 + 0x70 + 14 * 8;
        using KernelDump dump = new KernelBytes().WithImage().U32(cli, 0x1f00).U32(cli + 4, 0x48).Open();
        Assert.Equal(0x12345678U, Read(dump).TimeDateStamp);
    }

    [Theory]
    [InlineData(0x00, "ZM")]
    [InlineData(0xf8, "NE")]
    public void What_has_no_signature_is_no_image(uint offset, string signature)
    {
        using KernelDump dump = new KernelBytes().WithImage().Ascii(ImageBytes.Base + offset, signature).Open();
        Assert.Equal(KernelDataFailureReason.CheckFailed, Refusal(dump).Reason);
    }

    [Fact]
    public void Headers_that_were_not_captured_are_unreadable()
    {
        using KernelDump dump = new KernelBytes().WithImage().Unmap(ImageBytes.Base).Open();
        KernelDataFailure failure = Refusal(dump);
        Assert.Equal((KernelDataFailureReason.Unreadable, ImageBytes.Base), (failure.Reason, failure.Address!.Value.Value));
        Assert.Equal(KernelDumpError.NotInThisDump, Assert.Throws<KernelDumpException>(() => dump.ReadImage(Module)).Error);
    }

    [Fact]
    public void A_header_on_a_page_that_was_not_captured_is_unreadable()
    {
        using KernelDump dump = new KernelBytes().WithImage().U32(ImageBytes.Base + 0x3c, 0x1100).Unmap(ImageBytes.Base + 0x1000).Open();
        Assert.Equal(KernelDataFailureReason.Unreadable, Refusal(dump).Reason);
    }

    [Theory]
    [InlineData(2, 2, null)]
    [InlineData(1, 1, KernelDataFailureReason.LimitExceeded)]
    public void There_are_at_most_as_many_sections_as_the_limit_says(int limit, int count, KernelDataFailureReason? reason)
    {
        using KernelDump dump = new KernelBytes().WithImage().Open(new KernelDumpLimits { ImageSections = limit });
        PeImage image = Read(dump);
        Assert.Equal((count, reason), (image.Sections.Count, image.Sections.Failure?.Reason));
    }

    [Fact]
    public void Sections_whose_headers_were_not_captured_are_missing_from_the_list()
    {
        // The header ends with its page, so that the second section header is on the next one.
        KernelBytes memory = new KernelBytes().WithImage();
        ulong moved = ImageBytes.Base + 0x1000 - (0x18 + 0xf0 + 40);
        for (ulong i = 0; i < 0x18 + 0xf0 + 40; i += 8)
            memory.U64(moved + i, memory.Value(ImageBytes.Header + i));
        memory.U32(ImageBytes.Base + 0x3c, (uint)(moved - ImageBytes.Base)).Unmap(ImageBytes.Base + 0x1000);
        using KernelDump dump = memory.Open();
        PeImage image = Read(dump);
        Assert.Equal(".text", Assert.Single(image.Sections).Name);
        Assert.Equal((KernelDataFailureReason.Unreadable, ImageBytes.Base + 0x1000), (image.Sections.Failure!.Reason, image.Sections.Failure.Address!.Value.Value));
        Assert.Equal(KernelDataFailureReason.Unreadable, image.CodeViewFailure!.Reason);
    }

    [Theory]
    [InlineData(0, KernelDataFailureReason.CheckFailed)]
    [InlineData(1, KernelDataFailureReason.CheckFailed)]
    [InlineData(0xe8, KernelDataFailureReason.CheckFailed)]
    [InlineData(0xf8, KernelDataFailureReason.CheckFailed)]
    public void The_size_of_the_optional_header_is_checked(ushort size, KernelDataFailureReason reason)
    {
        using KernelDump dump = new KernelBytes().WithImage().U16(ImageBytes.Header + 0x14, size).Open();
        Assert.Equal(reason, Refusal(dump).Reason);
    }

    [Fact]
    public void Headers_of_which_only_the_first_bytes_were_captured_are_unreadable()
    {
        const ulong Late = ImageBytes.Base + 0xfffe;
        using KernelDump dump = new KernelBytes().Ascii(Late, "MZ").Open();
        Assert.False(PeImage.TryRead(dump.VirtualMemory, Late, out _, out KernelDataFailure? failure));
        Assert.Equal(KernelDataFailureReason.Unreadable, failure.Reason);
    }

    [Fact]
    public void An_image_of_a_closed_dump_cannot_be_read()
    {
        KernelDump dump = new KernelBytes().WithImage().Open();
        dump.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Read(dump));
        Assert.Throws<ObjectDisposedException>(() => dump.ReadImage(Module));
    }

    private static LoadedModule Module => new() { Base = ImageBytes.Base, Size = 0x8000 };

    private static PeImage Read(KernelDump dump) => dump.ReadImage(Module);

    private static KernelDataFailure Refusal(KernelDump dump)
    {
        Assert.False(PeImage.TryRead(dump.VirtualMemory, ImageBytes.Base, out PeImage? image, out KernelDataFailure? failure));
        Assert.Null(image);
        return failure;
    }
}
