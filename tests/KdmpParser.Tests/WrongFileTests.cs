using System.Text;

namespace KdmpParser.Tests;

public class WrongFileTests
{
    [Fact]
    public void No_bytes_are_an_empty_file() => AssertRefused([], KernelDumpError.Empty, "no bytes");

    [Theory]
    [InlineData(1)]
    [InlineData(0x2000)]
    [InlineData(0x10000)]
    public void Zeros_are_an_unfinished_copy(int length) => AssertRefused(new byte[length], KernelDumpError.AllZeros, "zero");

    [Fact]
    public void A_32_bit_dump_is_called_so() => AssertRefused(Text("PAGEDUMP"), KernelDumpError.ThirtyTwoBitDump, "32-bit");

    [Fact]
    public void A_minidump_of_a_process_is_called_so() => AssertRefused(Text("MDMP"), KernelDumpError.UserModeMinidump, "minidump");

    [Theory]
    [InlineData("\x7f" + "ELF", "ELF")]
    [InlineData("MZ", "program")]
    [InlineData("PK\x03\x04", "ZIP")]
    [InlineData("# Notes", "23204e6f74657300")]
    [InlineData("PAGEPAGE", "5041474550414745")]
    public void What_is_no_dump_is_called_by_its_name_or_its_first_bytes(string start, string called) =>
        AssertRefused(Text(start), KernelDumpError.NotADump, called);

    /// <summary>What <c>kdmp convert memory.dmp - | zstd</c> makes: the magic number of RFC 8878.</summary>
    [Fact]
    public void A_Zstandard_file_is_to_be_unpacked_first() => AssertRefused([0x28, 0xb5, 0x2f, 0xfd, 0, 0, 0, 0], KernelDumpError.NotADump, "Zstandard file, to be unpacked first");

    [Theory]
    [InlineData("x")]
    [InlineData("PAGEDU6")]
    public void Less_than_a_signature_is_no_dump(string text) =>
        AssertRefused(Encoding.ASCII.GetBytes(text), KernelDumpError.NotADump, "bytes");

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(0xb)]
    [InlineData(0x45474150)]
    public void A_type_that_Windows_does_not_write_is_unknown(uint type) =>
        AssertRefused(new DumpBytes(type).ToArray(), KernelDumpError.UnknownDumpType, $" {type}");

    [Theory]
    [InlineData(0x14c)]
    [InlineData(0x200)]
    public void Another_machine_is_unsupported(uint machine) =>
        AssertRefused(DumpBytes.Full().U32(0x030, machine).ToArray(), KernelDumpError.UnsupportedMachine, $"0x{machine:x}");

    /// <summary>A file of 64 KiB that begins with a text.</summary>
    private static byte[] Text(string start)
    {
        var bytes = new byte[0x10000];
        Encoding.Latin1.GetBytes(start, bytes);
        return bytes;
    }

    private static void AssertRefused(byte[] bytes, KernelDumpError error, string called)
    {
        var refusal = Assert.Throws<KernelDumpException>(() => KernelDump.Open(bytes, "wrong").Dispose());
        Assert.Equal(error, refusal.Error);
        Assert.Contains(called, refusal.Message, StringComparison.Ordinal);
    }
}
