namespace KdmpParser.Tests;

public class UserModuleTests
{
    private const ulong Prcb = 0xfffff804_50000180;
    private const ulong Thread = 0xffffc08b_10000080;
    private const ulong Process = 0xffffc08b_20000000;
    private const ulong Teb = 0x2b7f_0000;
    private const ulong Peb = 0x2b7f_8000;
    private const ulong Head = Peb + 0x910;
    private const ulong Entries = 0x0000_0200_0000_0000;
    private const ulong Program = 0x00007ff6_3c2a0000;

    private const ulong Teb32 = Teb + 0x2000;
    private const uint Peb32 = 0x0040_0000;
    private const uint Loader32 = 0x0041_0000;
    private const uint Entry32 = 0x0042_0000;

    [Fact]
    public void Modules_are_found_through_the_thread_of_the_captured_processor()
    {
        using KernelDump dump = Machine().U32(Entries + 0x80, 0x5f0a1b2c).PeStamp(Program, 1, 0xbeef).Open();
        Assert.Null(dump.UserModules.Failure);
        Assert.Equal(
            [
                new() { Base = Program, Size = 0x3000, Name = "demo.exe", Path = @"C:\demo.exe", TimeDateStamp = 0x5f0a1b2c, CheckSum = 0xbeef },
                new() { Base = 0x7ffd_0000_0000, Size = 0x1000, Name = "demo.dll", Path = @"C:\demo.dll", TimeDateStamp = 0 },
            ],
            dump.UserModules);
    }

    [Fact]
    public void A_thread_of_the_kernel_has_none()
    {
        using KernelDump dump = Machine().Thread(Thread, Process, 0).Open();
        Assert.Equal((0, KernelDataFailureReason.NotRecorded), (dump.UserModules.Count, dump.UserModules.Failure!.Reason));
    }

    [Theory]
    [InlineData(Teb)]
    [InlineData(Peb)]
    public void A_block_that_was_not_captured_is_unreadable(ulong missing)
    {
        using KernelDump dump = Machine().Unmap(missing).Open();
        Assert.Empty(dump.UserModules);
        Assert.Equal((KernelDataFailureReason.Unreadable, missing), (dump.UserModules.Failure!.Reason, dump.UserModules.Failure.Address!.Value.Value & ~0xfffUL));
    }

    [Fact]
    public void A_process_whose_loader_did_not_run_yet_has_none()
    {
        using KernelDump dump = Machine().U64(Peb + 0x18, 0).Open();
        Assert.Equal((0, KernelDataFailureReason.NotRecorded), (dump.UserModules.Count, dump.UserModules.Failure!.Reason));
    }

    [Fact]
    public void A_list_that_loops_ends()
    {
        using KernelDump dump = Machine().U64(Entries, Entries).Open();
        Assert.Equal((1, KernelDataFailureReason.Cycle), (dump.UserModules.Count, dump.UserModules.Failure!.Reason));
    }

    [Fact]
    public void Modules_of_the_32_bit_half_follow()
    {
        using KernelDump dump = Wow64().Open();
        Assert.Null(dump.UserModules.Failure);
        Assert.Equal(3, dump.UserModules.Count);
        Assert.Equal(
            new() { Base = 0x0050_0000, Size = 0x2000, Name = "low.dll", Path = "low.dll", TimeDateStamp = 7, CheckSum = 8, Is32Bit = true }, dump.UserModules[2]);
    }

    [Fact]
    public void A_32_bit_TEB_that_does_not_name_itself_counts_when_it_leads_to_a_whole_list()
    {
        using KernelDump whole = Wow64().U32(Teb32 + 0x18, 0).Open();
        Assert.True(whole.UserModules[2].Is32Bit);
        using KernelDump broken = Wow64().U32(Teb32 + 0x18, 0).U32(Entry32, (uint)Entry32).Open();
        Assert.DoesNotContain(broken.UserModules, module => module.Is32Bit);
        Assert.Null(broken.UserModules.Failure);
    }

    [Fact]
    public void A_64_bit_process_has_something_else_in_the_place_of_a_32_bit_TEB()
    {
        using KernelDump nothing = Wow64().U32(Teb32 + 0x30, 0).Open();
        Assert.Equal((2, null), (nothing.UserModules.Count, nothing.UserModules.Failure));
        using KernelDump anything = Wow64().U32(Teb32 + 0x18, 0).U32(Teb32 + 0x30, 0x1234_5678).Open();
        Assert.Equal((2, null), (anything.UserModules.Count, anything.UserModules.Failure));
    }

    [Fact]
    public void A_WoW64_process_without_a_readable_32_bit_TEB_says_what_is_missing()
    {
        using KernelDump dump = Wow64().Module(Entries + 0x1000, 0x7ffd_0000_0000, 0x1000, "WoW64.dll", @"C:\WoW64.dll").Unmap(Teb32).Open();
        Assert.Equal((2, KernelDataFailureReason.NotRecorded), (dump.UserModules.Count, dump.UserModules.Failure!.Reason));
    }

    [Fact]
    public void A_32_bit_list_that_breaks_keeps_the_64_bit_one()
    {
        using KernelDump dump = Wow64().Unmap(Loader32).Open();
        Assert.Equal((2, KernelDataFailureReason.Unreadable), (dump.UserModules.Count, dump.UserModules.Failure!.Reason));
    }

    [Fact]
    public void An_opened_process_has_the_modules_of_its_own_address_space()
    {
        const ulong Root = 0x7000_0000;
        KernelBytes memory = Machine();
        memory.Process(Process, 0x10, "other.exe", directoryTableBase: Root, peb: Peb).Process(KernelBytes.Entries, 4, "System").ProcessList(KernelBytes.Entries, Process);
        memory.Root = Root;
        memory.Environment(Teb, Peb).Module(Entries, Program, 0x4000, "other.exe", @"C:\other.exe").List(Head, Entries);
        memory.Root = KernelBytes.System;
        using KernelDump dump = memory.Open();
        OpenedProcess opened = dump.OpenProcess(0x10);
        Assert.Equal("other.exe", Assert.Single(opened.Modules).Name);
        Assert.Same(opened.Modules, opened.Modules);
        Assert.Equal(2, dump.UserModules.Count);
    }

    [Fact]
    public void A_WoW64_process_is_read_through_the_thread_that_a_processor_ran()
    {
        KernelBytes memory = Wow64().Process(Process, 0x10, "other.exe", peb: Peb).Process(KernelBytes.Entries, 4, "System").ProcessList(KernelBytes.Entries, Process);
        using KernelDump dump = memory.Open();
        Assert.Equal("low.dll", dump.OpenProcess(0x10).Modules[2].Name);
    }

    [Theory]
    [InlineData(2, 2, Entry32)]
    [InlineData(1, 1, Entry32)]
    [InlineData(2, 2, Entry32 + 0xffc)] // cannot be read as a whole
    [InlineData(1, 1, Entry32 + 0xffc)]
    public void All_32_bit_lists_that_are_tried_have_together_no_more_entries_than_one_may_have(int limit, int modules, uint wrong)
    {
        // What the first processor's TEB leads to is an entry that leads to itself; the second one's leads to the list.
        const ulong Teb2 = 0x2b7c_0000, Prcb2 = 0xfffff804_60000180, Thread2 = 0xffffc08b_30000080;
        KernelBytes memory = Wow64().U32(Teb32 + 0x18, 0).U32(Loader32 + 0x0c, wrong).U32(wrong, wrong).List(Head, Entries).U64(Teb2 + 0x60, Peb);
        memory.U32(Teb2 + 0x2018, (uint)(Teb2 + 0x2000)).U32(Teb2 + 0x2030, 0x43_0000).U32(0x43_000c, 0x44_0000).U32(0x44_000c, 0x45_0000);
        memory.U32(0x45_0000, 0x44_000c).U32(0x45_0018, 0x50_0000).U32(0x45_0020, 0x2000);
        memory.Process(Process, 0x10, "other.exe", peb: Peb).Process(KernelBytes.Entries, 4, "System").ProcessList(KernelBytes.Entries, Process);
        memory.Processor(1, Prcb2, Thread2, 2).Thread(Thread2, Process, Teb2).OnDump(bytes => bytes.U32(0x034, 2));
        using KernelDump dump = memory.Open(new KernelDumpLimits { Modules = limit });
        Assert.Equal(modules, dump.OpenProcess(0x10).Modules.Count);
    }

    [Fact]
    public void A_process_without_a_PEB_has_none()
    {
        using KernelDump dump = Machine().Process(KernelBytes.Entries, 4, "System").ProcessList(KernelBytes.Entries).Open();
        Assert.Equal(KernelDataFailureReason.NotRecorded, dump.OpenProcess(4).Modules.Failure!.Reason);
    }

    private static KernelBytes Machine() => new KernelBytes().KdDebuggerData().Processor(0, Prcb, Thread, 1).Thread(Thread, Process, Teb).Environment(Teb, Peb)
        .Module(Entries, Program, 0x3000, "demo.exe", @"C:\demo.exe").U32(Entries + 0x80, 0)
        .Module(Entries + 0x1000, 0x7ffd_0000_0000, 0x1000, "demo.dll", @"C:\demo.dll")
        .List(Head, Entries, Entries + 0x1000);

    /// <summary>TEB32, PEB32, its loader's data and a list of one module, all of them with 32-bit pointers.</summary>
    private static KernelBytes Wow64()
    {
        KernelBytes memory = Machine().U32(Teb32 + 0x18, (uint)Teb32).U32(Teb32 + 0x30, Peb32).U32(Peb32 + 0x0c, Loader32);
        memory.U32(Loader32 + 0x0c, Entry32).U32(Entry32, Loader32 + 0x0c);
        memory.U32(Entry32 + 0x18, 0x0050_0000).U32(Entry32 + 0x20, 0x2000).PeStamp(0x0050_0000, 7, 8);
        memory.U16(Entry32 + 0x24, 14).U32(Entry32 + 0x28, Entry32 + 0x100).U16(Entry32 + 0x2c, 14).U32(Entry32 + 0x30, Entry32 + 0x100);
        return memory.Write(Entry32 + 0x100, System.Text.Encoding.Unicode.GetBytes("low.dll"));
    }
}
