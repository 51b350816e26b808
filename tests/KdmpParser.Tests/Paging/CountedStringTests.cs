using System.Text;

namespace KdmpParser.Tests;

public class CountedStringTests
{
    // The structure stands 0x100 bytes into the mapped page, the text 0x200.
    private const ulong String = MachineBytes.Mapped + 0x100;
    private const ulong Text = MachineBytes.Mapped + 0x200;

    [Fact]
    public void A_unicode_string_is_counted_in_bytes()
    {
        using KernelDump dump = Machine(12, Text, Encoding.Unicode.GetBytes("ntoskrnl")).Open();
        Assert.Equal("ntoskr", dump.VirtualMemory.ReadUnicodeString(String));
    }

    [Fact]
    public void A_string_is_cut_at_the_limit()
    {
        byte[] bytes = Machine(12, Text, Encoding.Unicode.GetBytes("ntoskrnl")).ToDump().ToArray();
        using KernelDump dump = KernelDump.Open(bytes, "by hand", new() { Limits = new() { StringBytes = 4 } });
        Assert.Equal("nt", dump.VirtualMemory.ReadUnicodeString(String));
    }

    [Fact]
    public void An_odd_last_byte_is_dropped()
    {
        using KernelDump dump = Machine(5, Text, Encoding.Unicode.GetBytes("abc")).Open();
        Assert.Equal("ab", dump.VirtualMemory.ReadUnicodeString(String));
    }

    [Fact]
    public void Text_is_taken_as_it_is()
    {
        // A lone high surrogate, a zero, a letter.
        using KernelDump dump = Machine(6, Text, [0x00, 0xd8, 0x00, 0x00, 0x41, 0x00]).Open();
        string text = dump.VirtualMemory.ReadUnicodeString(String);
        Assert.Equal([(char)0xd800, (char)0, 'A'], text.ToCharArray());
    }

    [Fact]
    public void An_empty_string_needs_no_buffer()
    {
        using KernelDump dump = Machine(0, 0, []).Open();
        Assert.Equal("", dump.VirtualMemory.ReadUnicodeString(String));
    }

    [Fact]
    public void An_ansi_string_is_one_byte_a_character()
    {
        using KernelDump dump = Machine(3, Text, [0x41, 0xe9, 0x43]).Open();
        Assert.Equal("A\u00e9C", dump.VirtualMemory.ReadAnsiString(String));
    }

    [Fact]
    public void A_string_that_cannot_be_read_says_where_and_why()
    {
        using KernelDump dump = Machine(8, MachineBytes.Mapped + 0xffc, []).Open();
        Assert.False(dump.VirtualMemory.TryReadUnicodeString(String, out string? text, out MemoryFailure failure));
        Assert.Null(text);
        Assert.Equal((MemoryFailureReason.NotPresent, MachineBytes.Mapped + 0x1000), (failure.Reason, failure.Address));

        var thrown = Assert.Throws<KernelDumpException>(() => dump.VirtualMemory.ReadUnicodeString(String));
        Assert.Equal((KernelDumpError.MemoryUnavailable, failure), (thrown.Error, thrown.MemoryFailure!.Value));
        Assert.False(dump.VirtualMemory.TryReadAnsiString(MachineBytes.Mapped + 0x1000, out _, out _));
    }

    private static MachineBytes Machine(ushort length, ulong buffer, byte[] text)
    {
        MachineBytes machine = new MachineBytes().Entry(MachineBytes.Page + 0x100, length | (ulong)length << 16).Entry(MachineBytes.Page + 0x108, buffer);
        byte[] padded = [.. text, .. new byte[8]];
        for (int i = 0; i < text.Length; i += 8)
            machine.Entry(MachineBytes.Page + 0x200 + (ulong)i, BitConverter.ToUInt64(padded, i));
        return machine;
    }
}
