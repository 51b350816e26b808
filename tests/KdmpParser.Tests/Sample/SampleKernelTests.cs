namespace KdmpParser.Tests;

public sealed class SampleKernelTests : IDisposable
{
    private readonly KernelDump _sample = KdmpSample.Open();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void It_has_everything_that_the_kernel_can_say()
    {
        Assert.Null(_sample.DebuggerDataFailure);
        Assert.Equal(_sample.DebuggerData!.KernBase, _sample.KernelModules[0].Base);
        KernelDataFailure?[] failures =
            [_sample.KernelModules.Failure, _sample.UserModules.Failure, _sample.UnloadedDrivers.Failure, _sample.Processors.Failure, _sample.Processes.Failure];
        Assert.All(failures, Assert.Null);
        Assert.Equal((3, 2, 1, 1, 4), (_sample.KernelModules.Count, _sample.UserModules.Count, _sample.UnloadedDrivers.Count, _sample.Processors.Count, _sample.Processes.Count));
        Assert.All([.. _sample.KernelModules, .. _sample.UserModules], module => Assert.True(module is { Name: not null, Path: not null, TimeDateStamp: not null, CheckSum: not null }));
    }

    [Fact]
    public void Its_processes_descend_from_System()
    {
        for (int i = 1; i < _sample.Processes.Count; i++)
            Assert.Equal(_sample.Processes[i - 1].Id, _sample.Processes[i].ParentId);
        Assert.Equal(("System", 4UL), (_sample.Processes[0].Name, _sample.Processes[0].Id));
        Assert.Equal(0UL, _sample.Processes[0].Peb!.Value.Value);
    }

    [Fact]
    public void The_processor_stopped_in_the_last_process_with_the_context_of_the_header()
    {
        Processor processor = _sample.Processors[0];
        Assert.True(processor.IsCaptured);
        Assert.Equal(_sample.Context!.StackPointer, processor.Context!.StackPointer);
        Assert.Equal(_sample.Processes[3].Address, processor.CurrentProcess);
        Assert.Equal((_sample.Header.DirectoryTableBase, _sample.Exception!.Information[1]), (processor.Cr3, processor.Cr2));
        Assert.Equal(_sample.UserModules, _sample.OpenProcess(_sample.Processes[3].Id).Modules);
    }

    [Fact]
    public void Each_process_has_its_own_user_memory_and_the_same_kernel()
    {
        OpenedProcess shell = _sample.OpenProcess(_sample.Processes[2].Id);
        LoadedModule program = Assert.Single(shell.Modules);
        Assert.True(shell.VirtualMemory.TryRead(program.Base, out ushort _));
        Assert.False(_sample.VirtualMemory.TryRead(program.Base, out ushort _));
        foreach (OpenedProcess process in new[] { shell, _sample.OpenProcess(4) })
            Assert.Equal(_sample.VirtualMemory.View(_sample.KernelModules[1].Base).Bytes, process.VirtualMemory.View(_sample.KernelModules[1].Base).Bytes);
    }

    [Fact]
    public void The_page_tables_of_one_process_were_left_out()
    {
        CapturedList<LoadedModule> modules = _sample.OpenProcess(_sample.Processes[1].Id).Modules;
        Assert.Equal(MemoryFailureReason.PageTableNotInDump, modules.Failure!.Memory!.Value.Reason);
    }

    [Fact]
    public void The_driver_that_crashed_has_symbols_and_exports()
    {
        PeImage image = _sample.ReadImage(_sample.KernelModules[1]);
        Assert.StartsWith("kdmpdemo.pdb/", image.CodeView!.SymbolServerKey, StringComparison.Ordinal);
        Assert.Equal([".text", ".rdata", ".data"], image.Sections.Select(section => section.Name));
        Assert.Equal(["KdmpDemoRead", "KdmpDemoStart"], image.Exports.Select(export => export.Name));
        Assert.True(image.Exports[0].Address < _sample.Context!.InstructionPointer);
        Assert.Null(image.Exports.Failure);
    }

    [Fact]
    public void Every_image_has_headers()
    {
        foreach (LoadedModule module in _sample.KernelModules.Concat(_sample.UserModules))
        {
            PeImage image = _sample.ReadImage(module);
            Assert.Equal((module.Size, module.TimeDateStamp, module.CheckSum), (image.SizeOfImage, image.TimeDateStamp, image.CheckSum));
            Assert.NotEmpty(image.Sections);
        }
    }
}
