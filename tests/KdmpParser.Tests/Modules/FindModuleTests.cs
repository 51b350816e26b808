using KdmpParser.Modules;

namespace KdmpParser.Tests;

public class FindModuleTests
{
    private static readonly LoadedModule s_low = new() { Base = 0x1000, Size = 0x1000 };
    private static readonly LoadedModule s_high = new() { Base = 0x8000, Size = 0x800 };

    [Theory]
    [InlineData(0xfff, null)]
    [InlineData(0x1000, 0x1000)]
    [InlineData(0x1fff, 0x1000)]
    [InlineData(0x2000, null)]
    [InlineData(0x8000, 0x8000)]
    [InlineData(0x87ff, 0x8000)]
    [InlineData(0x8800, null)]
    [InlineData(-1, null)]
    public void An_address_is_in_the_module_whose_bytes_it_is_one_of(long address, int? module) =>
        Assert.Equal((ulong?)module, new ModuleIndex([s_high, s_low]).Find((ulong)address)?.Base.Value);

    [Fact]
    public void A_module_within_another_is_found_and_the_outer_one_behind_it()
    {
        LoadedModule outer = new() { Base = 0x1000, Size = 0x9000 };
        var index = new ModuleIndex([s_high, outer]);
        Assert.Equal(s_high, index.Find(0x8000));
        Assert.Equal(outer, index.Find(0x8800));
    }

    [Fact]
    public void A_module_that_ends_past_the_address_space_or_is_empty_does_no_harm()
    {
        LoadedModule last = new() { Base = 0xffffffff_fffff000, Size = 0x2000 }, none = new() { Base = 0x5000, Size = 0 };
        var index = new ModuleIndex([last, none]);
        Assert.Equal(last, index.Find(ulong.MaxValue));
        Assert.Null(index.Find(0x5000));
        Assert.Null(index.Find(0));
    }

    [Fact]
    public void The_address_of_the_exception_of_a_real_dump_is_in_the_driver_that_windbg_blames()
    {
        // FORMAT.md, and WinDbg's !analyze: amdppm.sys+0x334c.
        using KernelDump dump = RealDump.Open("triage_x64.dmp");
        LoadedModule module = dump.FindModule(0xfffff804_8b58334c)!;
        Assert.Equal("amdppm.sys", module.Name);
        Assert.Equal(0x334cUL, 0xfffff804_8b58334c - module.Base.Value);
    }

    [Fact]
    public void User_modules_are_found_behind_those_of_the_kernel()
    {
        using KernelDump dump = KdmpSample.Open();
        LoadedModule user = dump.UserModules[0];
        Assert.Equal(user, dump.FindModule(user.Base));
        Assert.Equal(dump.KernelModules[1], dump.FindModule(dump.KernelModules[1].Base.Value + 1));
        Assert.Null(dump.FindModule(0));
    }
}
