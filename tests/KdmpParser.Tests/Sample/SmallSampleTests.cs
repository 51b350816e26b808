using System.Buffers.Binary;
using System.Text;

namespace KdmpParser.Tests;

/// <summary>The sample as a small dump: what stands at which offset of the file (TRIAGE_DUMP64 at 0x2000), and that its pieces are those of the whole sample.</summary>
public class SmallSampleTests
{
    private const ulong Rip = 0xfffff805_2a341234, Rsp = 0xffffa884_8825e4c0, ExceptionOnStack = 0xffffa884_8825e0e8, ContextOnStack = 0xffffa884_8825d920;

    private static readonly byte[] s_file = Write();

    [Fact]
    public void It_is_less_than_128_KiB_and_the_same_every_time()
    {
        Assert.InRange(s_file.Length, 0x2080, 0x2_0000 - 1);
        Assert.Equal(s_file, Write());
    }

    [Fact]
    public void Its_header_has_the_variant_of_the_code_that_small_dumps_have()
    {
        Assert.Equal("PAGEDU64", Text(0, 8));
        Assert.Equal((4U, 0x1000_007eU), (U32(0xf98), U32(0x38)));
        Assert.Equal([0xffffffff_c0000005, Rip, ExceptionOnStack, ContextOnStack], Enumerable.Range(0, 4).Select(i => U64(0x40 + 8 * i)));
        Assert.Equal("PAGEPAGEPAGEPAGE", Text(0x88, 16)); // no list of physical memory
        Assert.Equal("Synthetic sample", Text(0xfb0, 16));
    }

    [Fact]
    public void Its_header_has_the_faulting_context_and_a_block_the_one_of_the_call()
    {
        Assert.Equal((Rsp, Rip), (U64(0x348 + 0x98), U64(0x348 + 0xf8)));
        Assert.Equal((0x348U, 0xf00U, 0xc0000005U, Rip), (U32(0x200c), U32(0x2010), U32(0xf00), U64(0xf10)));

        // The KPRCB points to its context, at OffsetPrcbContext of KDDEBUGGER_DATA64.
        int pointer = (int)U32(0x201c) + U16((int)U32(0x2070) + 0x338);
        (int context, int size) = Assert.Single(Blocks, block => block.Address == U64(pointer)).Place;
        Assert.Equal((0x4d0, 0xfffff805_10777400UL, (ulong)0x7e), (size, U64(context + 0xf8), U64(context + 0x80)));
        Assert.Equal(U64(0x2048), U64(context + 0x98)); // its stack pointer is where the saved stack begins
    }

    [Fact]
    public void It_ends_with_its_end_mark()
    {
        int valid = (int)U32(0x2008);
        Assert.Equal("TRGD", Text(valid, 4));
        Assert.Equal(((uint)s_file.Length, s_file.Length), (U32(0x2004), valid + 4));
    }

    [Fact]
    public void Its_parts_stand_one_behind_the_other_as_in_real_ones()
    {
        // Unloaded drivers, KPRCB, EPROCESS, ETHREAD, stack, KDDEBUGGER_DATA64, drivers, strings, data blocks, end mark.
        uint[] offsets = [.. ((int[])[0x18, 0x1c, 0x20, 0x24, 0x28, 0x70, 0x30, 0x38, 0x78, 0x08]).Select(field => U32(0x2000 + field))];
        Assert.Equal(0x2080U, offsets[0]);
        Assert.Equal(offsets.Order(), offsets);
        Assert.All(offsets, offset => Assert.Equal(0U, offset % 8));
        Assert.Equal(0xaf00U, offsets[2] - offsets[1]);
        Assert.Equal(0xa40U, offsets[3] - offsets[2]);
        Assert.Equal(0x898U, offsets[4] - offsets[3]);
        Assert.Equal(U32(0x202c), offsets[5] - offsets[4]);
        Assert.Equal((U32(0x2074), U32(0x2034) * 0x90), (offsets[6] - offsets[5], offsets[7] - offsets[6]));
    }

    [Fact]
    public void The_parameters_lead_into_the_saved_stack()
    {
        int stack = (int)U32(0x2028);
        ulong top = U64(0x2048);
        Assert.Equal(0xffffa884_8825f000, top + U32(0x202c)); // the end of the thread's stack
        Assert.Equal(0xc0000005U, U32(stack + (int)(ExceptionOnStack - top)));
        Assert.Equal(Rip, U64(stack + (int)(ContextOnStack - top) + 0xf8));
        Assert.Equal(ContextOnStack, U64(stack + 0x28)); // KeBugCheckEx takes it on the stack
    }

    [Fact]
    public void The_kernel_is_the_first_of_its_drivers()
    {
        Assert.Equal(3U, U32(0x2034));
        int list = (int)U32(0x2030), debuggerData = (int)U32(0x2070);
        Assert.Equal("KDBG", Text(debuggerData + 0x10, 4));
        Assert.Equal((U32(0x2074), U64(debuggerData + 0x18)), (U32(debuggerData + 0x14), U64(list + 0x38)));
        Assert.Equal(
            [@"\SystemRoot\system32\ntoskrnl.exe", @"\SystemRoot\System32\drivers\kdmpdemo.sys", @"\SystemRoot\System32\drivers\kdmpflt.sys"],
            Enumerable.Range(0, 3).Select(i => Name((int)U32(list + 0x90 * i))));

        // DllBase, SizeOfImage, CheckSum and TimeDateStamp of kdmpdemo.sys.
        int driver = list + 0x90;
        Assert.Equal((0xfffff805_2a340000, 0x8000U, 0xb51eU, 0x65927ac5U), (U64(driver + 0x38), U32(driver + 0x48), U32(driver + 0x80), U32(driver + 0x88)));

        string Name(int offset)
        {
            Assert.InRange(offset, (int)U32(0x2038), (int)(U32(0x2038) + U32(0x203c)));
            return Encoding.Unicode.GetString(s_file, offset + 4, (int)U32(offset) * 2);
        }
    }

    [Fact]
    public void An_unloaded_driver_has_its_name_inline()
    {
        int table = (int)U32(0x2018);
        Assert.Equal(1UL, U64(table));
        Assert.Equal("kdmpold.sys\0", Encoding.Unicode.GetString(s_file, table + 8 + 0x10, 24));
        Assert.Equal((0xfffff805_2b510000, 0xfffff805_2b519000), (U64(table + 8 + 0x28), U64(table + 8 + 0x30)));
    }

    [Fact]
    public void Its_data_blocks_are_packed_and_keep_no_byte_twice()
    {
        uint next = U32(0x2078) + 16 * U32(0x207c);
        foreach ((ulong address, (int offset, int size)) in Blocks)
        {
            Assert.Equal((int)next, offset);
            Assert.DoesNotContain(Blocks, other => other.Address != address && other.Address < address + (ulong)size && address < other.Address + (ulong)other.Place.Size);
            next += (uint)size;
        }

        Assert.InRange(U32(0x2008) - next, 0U, 7U);
    }

    [Theory]
    [InlineData(Rip & ~0xfffUL, 0x1000)] // the code around the crash
    [InlineData(0xfffff805_10777000, 0x1000)] // KeBugCheckEx, and who called the driver
    [InlineData(0xfffff805_10600000, 0x1000)] // the headers of the kernel
    [InlineData(Rsp, 0xb40)] // the stack from the crash on
    [InlineData(0xffffc08b_5e201f70, 0xd0)] // rdx, up to what rbx points to
    [InlineData(0xfffff805_2a36111d, 0x100)] // a return address
    public void It_keeps_what_the_crash_is_about(ulong address, int size) => Assert.Equal(size, Blocks.Single(block => block.Address == address).Place.Size);

    [Fact]
    public void All_its_memory_is_that_of_the_whole_sample_but_what_the_call_of_KeBugCheckEx_changed()
    {
        using KernelDump whole = KdmpSample.Open();
        foreach ((ulong address, (int offset, int size)) in Blocks.Where(block => block.Address is not 0xfffff805_0e8a9180))
        {
            byte[] expected = [.. whole.VirtualMemory.View(address, size).Bytes];
            byte[] kept = s_file[offset..(offset + size)];
            if (address == 0xffffa884_8825d000)
            {
                // Its return address, and the fifth argument.
                kept.AsSpan(0xe8, 8).Clear();
                kept.AsSpan(0x110, 8).Clear();
            }

            Assert.Equal(expected, kept);
        }
    }

    [Fact]
    public void It_opens_without_a_warning_and_knows_its_one_process_and_processor()
    {
        using KernelDump small = KdmpSample.Open(DumpType.Triage);
        Assert.Empty(small.Warnings);
        Assert.Null(small.PhysicalMemory);
        Assert.Equal("sample", small.Name);
        Assert.Equal("kdmpsample.exe", Assert.Single(small.Processes).Name);
        Assert.Equal(0xfffff805_10777400, Assert.Single(small.Processors).Context!.InstructionPointer!.Value.Value);
        Assert.Equal([ContextKind.Header, ContextKind.Exception, ContextKind.BugCheck], small.Contexts.Select(context => context.Kind));
    }

    private static IReadOnlyList<(ulong Address, (int Offset, int Size) Place)> Blocks =>
        [.. Enumerable.Range(0, (int)U32(0x207c)).Select(i => (int)U32(0x2078) + 16 * i).Select(at => (U64(at), ((int)U32(at + 8), (int)U32(at + 12))))];

    private static byte[] Write()
    {
        using var folder = new TemporaryFolder();
        KdmpSample.Write(folder["small.dmp"], DumpType.Triage);
        return File.ReadAllBytes(folder["small.dmp"]);
    }

    private static ushort U16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(s_file.AsSpan(offset));

    private static uint U32(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(s_file.AsSpan(offset));

    private static ulong U64(int offset) => BinaryPrimitives.ReadUInt64LittleEndian(s_file.AsSpan(offset));

    private static string Text(int offset, int length) => Encoding.ASCII.GetString(s_file, offset, length);
}
