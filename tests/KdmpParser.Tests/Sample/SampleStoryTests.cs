namespace KdmpParser.Tests;

/// <summary>The registers of the sample are what its code left in them, and lead through the structures of its request.</summary>
public sealed class SampleStoryTests : IDisposable
{
    private readonly KernelDump _sample = KdmpSample.Open();

    public void Dispose() => _sample.Dispose();

    private Amd64Context Registers => (Amd64Context)_sample.Context!;

    [Fact]
    public void The_driver_read_through_the_file_object_that_its_request_does_not_have()
    {
        // mov rcx,[rbx+30h]; mov rax,[rcx+18h]: IO_STACK_LOCATION.FileObject, FILE_OBJECT.FsContext (wdm.h).
        ulong location = Registers.Rbx!.Value;
        Assert.Equal("488b4b30488b4118", Convert.ToHexString(_sample.VirtualMemory.View(Registers.Rip!.Value - 4, 8).Bytes.AsSpan()).ToLowerInvariant());
        Assert.Equal((Registers.Rcx, 0UL), (U64(location + 0x30), U64(location + 0x30)));
        Assert.Equal(Registers.Rcx + 0x18, _sample.Processors[0].Cr2);
        Assert.Equal(Registers.Rax, U64(location + 8));
    }

    [Fact]
    public void The_request_is_an_IRP_whose_current_place_belongs_to_the_device_of_the_driver()
    {
        // IRP: Type 6; Tail.Overlay.CurrentStackLocation at 0xb8. DEVICE_OBJECT: Type 3, DriverObject. DRIVER_OBJECT: Type 4, DriverStart (wdm.h).
        ulong irp = Registers.Rdx!.Value, device = U64(Registers.Rbx!.Value + 0x28), driver = U64(device + 8);
        Assert.Equal((6, 3, 4), ((ushort)U64(irp), (ushort)U64(device), (ushort)U64(driver)));
        Assert.Equal((Registers.Rbx, Registers.R9, _sample.KernelModules[1].Base.Value), (U64(irp + 0xb8), driver, U64(driver + 0x18)));
        Assert.Equal(@"\Driver\kdmpdemo", _sample.VirtualMemory.ReadUnicodeString(driver + 0x38));
    }

    private ulong U64(ulong address) => _sample.VirtualMemory.TryRead(address, out ulong value) ? value : throw new InvalidOperationException($"{address:x} cannot be read.");
}
