using System.Text;

namespace KdmpParser.Tests;

public sealed class SampleModulesTests : IDisposable
{
    private readonly KernelDump _sample = KdmpSample.Open();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void The_list_of_modules_has_three_entries()
    {
        ulong head = _sample.Header.PsLoadedModuleList!.Value.Value;
        ulong first = U64(head), second = U64(first), third = U64(second);
        Assert.Equal(head, U64(third));
        Assert.Equal(("ntoskrnl.exe", "kdmpdemo.sys", "kdmpflt.sys"), (Name(first + 0x58), Name(second + 0x58), Name(third + 0x58)));
        Assert.EndsWith(Name(first + 0x58), Name(first + 0x48), StringComparison.Ordinal);
        Assert.EndsWith(Name(second + 0x58), Name(second + 0x48), StringComparison.Ordinal);

        // Backwards: the second pointer of a LIST_ENTRY.
        Assert.Equal((third, second, first, head), (U64(head + 8), U64(third + 8), U64(second + 8), U64(first + 8)));
    }

    [Fact]
    public void A_module_begins_with_its_PE_header()
    {
        ulong entry = U64(_sample.Header.PsLoadedModuleList!.Value.Value);
        for (int i = 0; i < 3; i++, entry = U64(entry))
        {
            ulong image = U64(entry + 0x30);
            Assert.Equal("MZ"u8, Bytes(image, 2));
            ulong header = image + BitConverter.ToUInt32(Bytes(image + 0x3c, 4));
            Assert.Equal("PE\0\0"u8, Bytes(header, 4));

            // SizeOfImage stands in both, and the module that stopped is the second.
            uint size = BitConverter.ToUInt32(Bytes(entry + 0x40, 4));
            Assert.Equal(size, BitConverter.ToUInt32(Bytes(header + 0x50, 4)));
            Assert.Equal(i == 1, _sample.Context!.InstructionPointer!.Value.Value - image < size);
        }
    }

    [Fact]
    public void The_debugger_data_block_leads_to_the_lists()
    {
        ulong block = _sample.Header.KdDebuggerDataBlock!.Value.Value;
        Assert.Equal("KDBG"u8, Bytes(block + 0x10, 4));
        Assert.Equal(U64(U64(_sample.Header.PsLoadedModuleList!.Value.Value) + 0x30), U64(block + 0x18));
        Assert.Equal(_sample.Header.PsLoadedModuleList.Value.Value, U64(block + 0x48));
        Assert.Equal(_sample.Header.PsActiveProcessHead!.Value.Value, U64(block + 0x50));
    }

    private ReadOnlySpan<byte> Bytes(ulong address, int count)
    {
        MemoryView view = _sample.VirtualMemory.View(address, count);
        Assert.Null(view.Failure);
        return view.Bytes.AsSpan();
    }

    private ulong U64(ulong address) => BitConverter.ToUInt64(Bytes(address, 8));

    /// <summary>A UNICODE_STRING: length in bytes, then at +8 where the characters are.</summary>
    private string Name(ulong address) => Encoding.Unicode.GetString(Bytes(U64(address + 8), BitConverter.ToUInt16(Bytes(address, 2))));
}
