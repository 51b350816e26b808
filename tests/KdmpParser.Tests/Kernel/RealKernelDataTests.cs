namespace KdmpParser.Tests;

public class RealKernelDataTests
{
    [Theory]
    [InlineData("triage_x64.dmp", 151, 0x380)]
    [InlineData("triage_arm64.dmp", 245, 0x380)]
    [InlineData("win10_arm64_mem.dmp", 228, 0x368)]
    public void Every_driver_has_a_name_and_the_first_is_the_kernel(string name, int count, uint size)
    {
        using KernelDump dump = RealDump.Open(name);
        CapturedList<LoadedModule> drivers = dump.KernelModules;
        Assert.Null(drivers.Failure);
        Assert.Equal(count, drivers.Count);
        Assert.All(drivers, driver => Assert.False(string.IsNullOrEmpty(driver.Name)));
        Assert.All(drivers, driver => Assert.DoesNotContain('\\', driver.Name!));
        Assert.StartsWith("ntoskrnl", drivers[0].Name, StringComparison.Ordinal);
        Assert.Equal(dump.DebuggerData!.KernBase, drivers[0].Base);
        Assert.Equal(size, dump.DebuggerData.Size);
        Assert.Equal(dump.Header.PsLoadedModuleList, dump.DebuggerData.PsLoadedModuleList);
        Assert.Equal(dump.Header.PsActiveProcessHead, dump.DebuggerData.PsActiveProcessHead);
    }

    [Fact]
    public void The_driver_that_crashed_the_x64_dump_is_amdppm()
    {
        using KernelDump dump = RealDump.Open("triage_x64.dmp");
        LoadedModule driver = Assert.Single(dump.KernelModules, module => module.Contains(dump.BugCheck!.Parameter2!.Value));
        Assert.Equal(("amdppm.sys", 0xfffff804_8b580000UL, 0x3b000U), (driver.Name, driver.Base.Value, driver.Size));
    }

    [Theory]
    [InlineData("triage_x64.dmp", 0)]
    [InlineData("triage_arm64.dmp", 7)]
    [InlineData("win10_arm64_mem.dmp", 4)]
    public void Time_stamp_and_checksum_are_zero_together(string name, int zero)
    {
        using KernelDump dump = RealDump.Open(name);
        Assert.Equal(zero, dump.KernelModules.Count(module => module.TimeDateStamp == 0));
        Assert.All(dump.KernelModules, module => Assert.Equal(module.TimeDateStamp == 0, module.CheckSum == 0));
    }

    [Fact]
    public void The_PE_header_of_the_kernel_says_what_the_table_of_drivers_says()
    {
        // The x64 dump kept the first page of ntoskrnl, and nothing of its tables.
        using KernelDump dump = RealDump.Open("triage_x64.dmp");
        LoadedModule kernel = dump.KernelModules[0];
        PeImage image = dump.ReadImage(kernel);
        Assert.Equal((kernel.Size, kernel.TimeDateStamp, kernel.CheckSum), (image.SizeOfImage, image.TimeDateStamp, image.CheckSum));
        Assert.NotEmpty(image.Sections);
        Assert.Null(image.Sections.Failure);
        Assert.Equal(KernelDataFailureReason.Unreadable, image.CodeViewFailure!.Reason);
        Assert.Equal(KernelDataFailureReason.Unreadable, image.Exports.Failure!.Reason);
    }

    [Fact]
    public void Of_a_driver_of_which_only_the_first_bytes_were_kept_no_image_can_be_read()
    {
        using KernelDump dump = RealDump.Open("triage_x64.dmp");
        Assert.False(PeImage.TryRead(dump.VirtualMemory, dump.KernelModules[16].Base, out _, out KernelDataFailure? failure));
        Assert.Equal((KernelDataFailureReason.Unreadable, MemoryFailureReason.NotCaptured), (failure.Reason, failure.Memory!.Value.Reason));
    }

    [Theory]
    [InlineData("triage_x64.dmp", 4)]
    [InlineData("triage_arm64.dmp", 11)]
    [InlineData("win10_arm64_mem.dmp", 9)]
    public void Unloaded_drivers_have_names_and_ranges(string name, int count)
    {
        using KernelDump dump = RealDump.Open(name);
        Assert.Null(dump.UnloadedDrivers.Failure);
        Assert.Equal(count, dump.UnloadedDrivers.Count);
        Assert.All(dump.UnloadedDrivers, driver =>
        {
            Assert.InRange(driver.Name!.Length, 1, 12);
            Assert.True(driver.Start < driver.End);
            Assert.Null(driver.Unloaded);
        });
    }

    [Theory]
    [InlineData("triage_x64.dmp")]
    [InlineData("triage_arm64.dmp")]
    [InlineData("win10_arm64_mem.dmp")]
    public void There_is_one_processor_with_its_context(string name)
    {
        using KernelDump dump = RealDump.Open(name);
        Processor processor = Assert.Single(dump.Processors);
        Assert.Equal(KernelDataFailureReason.NotInThisDump, dump.Processors.Failure!.Reason);
        Assert.True(processor.IsCaptured);
        Assert.True(dump.VirtualMemory.TryRead(dump.DebuggerData!.KiProcessorBlock!.Value.Value + 8 * processor.Number, out ulong address));
        Assert.Equal<VirtualAddress?>(address, processor.Address);
        Assert.NotNull(processor.CurrentThread);
        Assert.Null(processor.Teb);

        // The stack begins where the saved context's stack pointer is; the header of the x64 dump has the context of the fault instead.
        bool isX64 = dump.Machine == MachineType.X64;
        Assert.True(dump.VirtualMemory.TryRead(processor.Context!.StackPointer!.Value, out ulong _));
        Assert.Equal(!isX64, dump.Context!.StackPointer == processor.Context.StackPointer);
        Assert.Equal(isX64 ? dump.Header.DirectoryTableBase : null, processor.Cr3);
        Assert.Equal(isX64 ? 0x350ef8UL : null, processor.Cr4);
    }

    [Theory]
    [InlineData("triage_x64.dmp", 0x1ad000)]
    [InlineData("triage_arm64.dmp", 0x946aa000)]
    public void The_current_process_is_System(string name, ulong directoryTableBase)
    {
        using KernelDump dump = RealDump.Open(name);
        Process process = Assert.Single(dump.Processes);
        Assert.Equal(
            new Process { Id = 4, ParentId = 0, Name = "System", Address = dump.Processors[0].CurrentProcess, DirectoryTableBase = directoryTableBase, Peb = 0 },
            process);
        Assert.Equal(KernelDataFailureReason.NotInThisDump, dump.Processes.Failure!.Reason);
        Assert.Equal(KernelDataFailureReason.NotRecorded, dump.UserModules.Failure!.Reason);
        Assert.Same(dump.VirtualMemory, dump.OpenProcess(4).VirtualMemory);
    }

    [Fact]
    public void The_offsets_of_the_older_ARM64_dump_are_not_known()
    {
        using KernelDump dump = RealDump.Open("win10_arm64_mem.dmp");
        Assert.Empty(dump.Processes);
        Assert.Equal(KernelDataFailureReason.UnknownBuild, dump.Processes.Failure!.Reason);
    }
}
