namespace KdmpParser.Tests;

public class KernelModuleTests
{
    private const ulong First = KernelBytes.Entries;
    private const ulong Second = KernelBytes.Entries + 0x1000;
    private const ulong Third = KernelBytes.Entries + 0x2000;

    [Fact]
    public void Modules_come_in_the_order_of_the_list()
    {
        using KernelDump dump = Three().PeStamp(KernelBytes.Image, 0x5f0a1b2c, 0xa39c11).Open();
        Assert.Null(dump.KernelModules.Failure);
        Assert.Equal(
            [
                new() { Base = KernelBytes.Image, Size = 0x1046000, Name = "one.exe", Path = @"\dir\one.exe", TimeDateStamp = 0x5f0a1b2c, CheckSum = 0xa39c11 },
                new() { Base = KernelBytes.Image + 0x2000000, Size = 0x6000, Name = "two.sys", Path = @"\dir\two.sys" },
                new() { Base = KernelBytes.Image + 0x3000000, Size = 0x7000, Name = "three.sys", Path = @"\dir\three.sys" },
            ],
            dump.KernelModules);
    }

    [Fact]
    public void A_zero_in_the_PE_header_is_a_zero()
    {
        using KernelDump dump = Three().PeStamp(KernelBytes.Image, 0, 0).Open();
        Assert.Equal((0U, 0U), (dump.KernelModules[0].TimeDateStamp, dump.KernelModules[0].CheckSum));
    }

    [Theory]
    [InlineData("XX", "PE\0\0")]
    [InlineData("MZ", "NE\0\0")]
    public void What_is_no_PE_header_gives_neither(string dos, string pe)
    {
        using KernelDump dump = Three().PeStamp(KernelBytes.Image, 1, 2).Ascii(KernelBytes.Image, dos).Ascii(KernelBytes.Image + 0xf8, pe).Open();
        Assert.Equal((null, null), (dump.KernelModules[0].TimeDateStamp, dump.KernelModules[0].CheckSum));
    }

    [Fact]
    public void A_module_without_a_readable_base_name_is_called_by_its_path()
    {
        using KernelDump dump = Three().U64(Second + 0x60, 0xffff9999_00000000).Open();
        Assert.Equal(("two.sys", @"\dir\two.sys"), (dump.KernelModules[1].Name, dump.KernelModules[1].Path));
    }

    [Fact]
    public void A_module_without_a_readable_path_keeps_its_name()
    {
        using KernelDump dump = Three().U64(Second + 0x50, 0xffff9999_00000000).Open();
        Assert.Equal(("two.sys", null), (dump.KernelModules[1].Name, dump.KernelModules[1].Path));
        Assert.Null(dump.KernelModules.Failure);
    }

    [Fact]
    public void A_module_without_any_name_stays()
    {
        using KernelDump dump = Three().U64(Second + 0x50, 0xffff9999_00000000).U16(Second + 0x58, 0).Open();
        Assert.Equal((3, null, null), (dump.KernelModules.Count, dump.KernelModules[1].Name, dump.KernelModules[1].Path));
        Assert.Null(dump.KernelModules.Failure);
    }

    [Theory]
    [InlineData(13, "two.sy")]
    [InlineData(1, "two.sys")]
    public void The_odd_byte_of_a_length_is_dropped(ushort length, string name)
    {
        // One byte is no character: then the path gives the name.
        using KernelDump dump = Three().U16(Second + 0x58, length).Open();
        Assert.Equal(name, dump.KernelModules[1].Name);
    }

    [Fact]
    public void Lone_surrogates_and_zeros_stay_as_they_are()
    {
        using KernelDump dump = Three().U16(Second + 0x200, 0xd800).U16(Second + 0x202, 0).Open();
        Assert.Equal("\ud800\0o.sys", dump.KernelModules[1].Name);
    }

    [Fact]
    public void A_name_longer_than_the_limit_is_cut()
    {
        using KernelDump exactly = Three().Open(new KernelDumpLimits { NameBytes = 14 });
        Assert.Equal("two.sys", exactly.KernelModules[1].Name);
        using KernelDump less = Three().Open(new KernelDumpLimits { NameBytes = 13 });
        Assert.Equal("two.sy", less.KernelModules[1].Name);
    }

    [Theory]
    [InlineData(3, 3, null)]
    [InlineData(2, 2, KernelDataFailureReason.LimitExceeded)]
    [InlineData(0, 0, KernelDataFailureReason.LimitExceeded)]
    public void There_are_at_most_as_many_modules_as_the_limit_says(int limit, int count, KernelDataFailureReason? reason)
    {
        using KernelDump dump = Three().Open(new KernelDumpLimits { Modules = limit });
        Assert.Equal((count, reason), (dump.KernelModules.Count, dump.KernelModules.Failure?.Reason));
    }

    [Fact]
    public void An_unreadable_entry_ends_the_list_with_its_reason()
    {
        using KernelDump dump = Three().Unmap(Second).Open();
        Assert.Equal("one.exe", Assert.Single(dump.KernelModules).Name);
        KernelDataFailure failure = dump.KernelModules.Failure!;
        Assert.Equal((KernelDataFailureReason.Unreadable, Second), (failure.Reason, failure.Address!.Value.Value));
        Assert.Equal(MemoryFailureReason.NotPresent, failure.Memory!.Value.Reason);
        Assert.Contains("not present at PTE", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_whose_links_alone_are_readable_does_not_end_the_list()
    {
        const ulong Across = KernelBytes.Entries + 0x3ff0;
        using KernelDump dump = new KernelBytes().KdDebuggerData().Module(First, KernelBytes.Image, 1, "a", "b").Module(Third, KernelBytes.Image, 2, "c", "d")
            .List(KernelBytes.ModuleHead, First, Across, Third).Open();
        Assert.Equal(["a", "c"], dump.KernelModules.Select(module => module.Name));
        Assert.Equal((KernelDataFailureReason.Unreadable, Across + 0x10), (dump.KernelModules.Failure!.Reason, dump.KernelModules.Failure.Address!.Value.Value));
    }

    [Fact]
    public void An_empty_list_is_complete()
    {
        using KernelDump dump = new KernelBytes().List(KernelBytes.ModuleHead).Open();
        Assert.Empty(dump.KernelModules);
        Assert.Null(dump.KernelModules.Failure);
    }

    [Fact]
    public void The_head_comes_from_the_debugger_data_when_the_header_has_none()
    {
        KernelBytes memory = Three();
        memory.Dump.Text(0x020, "PAGEPAGE");
        using KernelDump dump = memory.Open();
        Assert.Equal(3, dump.KernelModules.Count);
    }

    [Fact]
    public void Without_any_head_it_is_not_recorded()
    {
        var memory = new KernelBytes();
        memory.Dump.Text(0x020, "PAGEPAGE");
        using KernelDump dump = memory.Open();
        Assert.Equal(KernelDataFailureReason.NotRecorded, dump.KernelModules.Failure!.Reason);
    }

    private static KernelBytes Three() => new KernelBytes().KdDebuggerData()
        .Module(First, KernelBytes.Image, 0x1046000, "one.exe", @"\dir\one.exe")
        .Module(Second, KernelBytes.Image + 0x2000000, 0x6000, "two.sys", @"\dir\two.sys")
        .Module(Third, KernelBytes.Image + 0x3000000, 0x7000, "three.sys", @"\dir\three.sys")
        .List(KernelBytes.ModuleHead, First, Second, Third);
}
