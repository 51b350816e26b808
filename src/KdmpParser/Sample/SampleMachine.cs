using System.Runtime.InteropServices;
using System.Text;
using KdmpParser.Format;
using static KdmpParser.Sample.PageTableBuilder;
using static KdmpParser.Sample.SampleLayout;

namespace KdmpParser.Sample;

/// <summary>
/// Builds the memory of a machine that never was: page tables with every page size and every kind of PTE, two modules, a stack,
/// a user process. Deterministic: the same bytes every time.
/// </summary>
internal sealed class SampleMachine
{
    private readonly PageTableBuilder _tables;
    private readonly List<(ulong Virtual, ulong Physical, ulong Length)> _mapped = [];

    public SampleMachine()
    {
        _tables = new(Memory, DirectoryTableBase, FirstPageTable);
        Context = SampleCrash.Context();
        Exception = SampleCrash.Exception();

        foreach ((ulong frame, int count) in Unmapped)
            Fill(frame * 4096, count, "unmapped memory");
        MapKernelHalf();
        MapUserHalf();
        SetEntriesOfEveryKind();
        WriteModules();
        WriteCrash();
    }

    public MemoryImage Memory { get; } = new();

    public Amd64Context Context { get; }

    public ExceptionRecord Exception { get; }

    private void MapKernelHalf()
    {
        _tables.Set(PageTableLevel.Pml4e, SelfMap, DirectoryTableBase | Present | Writable | Accessed | Dirty | NoExecute);

        _tables.MapLarge(PageTableLevel.Pde, KernelBase, KernelPhysical, Writable);
        _mapped.Add((KernelBase, KernelPhysical, KernelSize));
        foreach (ulong page in (ReadOnlySpan<ulong>)[KernelBase, KernelCode, KernelCode + 0x1000, KernelData])
            Fill(Physical(page), 1, "the kernel");

        Map(Driver, DriverPhysical, 1, NoExecute, "the driver's header");
        Map(Driver + 0x1000, DriverPhysical + 0x1000, 3, 0, "the driver's code");
        Map(Driver + 0x4000, DriverPhysical + 0x4000, DriverPages - 4, Writable | Dirty | NoExecute, "the driver's data");
        Map(Pool, PoolPhysical, PoolPages, Writable | Dirty | NoExecute, "pool");
        Map(Stack, StackPhysical, StackPages, Writable | Dirty | NoExecute, "");
        Map(SharedDataKernel, SharedDataPhysical, 1, Writable | Dirty | NoExecute, "data shared with user mode");

        _tables.MapLarge(PageTableLevel.Pdpte, HugePage, HugePhysical, Writable | NoExecute);
        Fill(HugePhysical, HugePages, "the 1 GiB page");
    }

    private void MapUserHalf()
    {
        _tables.Map(SharedDataUser, SharedDataPhysical, 1, User | NoExecute);
        Map(Program, ProgramPhysical, 1, User | NoExecute, "a program's header");
        Map(Program + 0x1000, ProgramPhysical + 0x1000, ProgramPages - 1, User, "a program's code");
        Map(UserStack, UserStackPhysical, UserStackPages, User | Writable | Dirty | NoExecute, "a user stack");
    }

    private void SetEntriesOfEveryKind()
    {
        const ulong Prototype = 1 << 10;
        const ulong Transition = 1 << 11;
        const ulong ReadWriteProtection = 4 << 5;

        _tables.Set(PageTableLevel.Pte, TransitionPage, TransitionPhysical | Transition | ReadWriteProtection);
        Fill(TransitionPhysical, 1, "a page in transition");
        _tables.Set(PageTableLevel.Pte, PageFilePage, 0x0001_2345UL << 32 | ReadWriteProtection);
        _tables.Set(PageTableLevel.Pte, DemandZeroPage, ReadWriteProtection);
        _tables.Set(PageTableLevel.Pte, PrototypePage, (Pool + 0x3000) << 16 | Prototype);
        _tables.Set(PageTableLevel.Pte, NotPresentPage, 0);

        // Frames that are named here and never filled: a page that was left out, and a page table.
        _tables.Map(LeftOutPage, LeftOutPhysical, 1, Writable | Dirty | NoExecute);
        _tables.Set(PageTableLevel.Pde, LeftOutTable, LeftOutTablePhysical | Present | Writable | Accessed | Dirty);
    }

    private void WriteModules()
    {
        WriteImageHeader(KernelBase, KernelSize, 0x5f0a_1b2c, 0x00a3_9c11);
        WriteImageHeader(Driver, DriverPages * 4096, 0x6592_7ac5, 0x0000_b51e);

        ulong kernelEntry = Pool, driverEntry = Pool + 0x400;
        WriteModule(kernelEntry, LoadedModuleList, driverEntry, KernelBase, KernelSize, @"\SystemRoot\system32\ntoskrnl.exe", "ntoskrnl.exe");
        WriteModule(driverEntry, kernelEntry, LoadedModuleList, Driver, DriverPages * 4096, @"\SystemRoot\System32\drivers\kdmpdemo.sys", "kdmpdemo.sys");
        Write(LoadedModuleList, kernelEntry, driverEntry);
        Write(ActiveProcessHead, ActiveProcessHead, ActiveProcessHead);

        // KDDEBUGGER_DATA64 (wdbgexts.h): tag and size, then the fields that lead to everything else.
        const uint Size = 0x380;
        Write(DebuggerData + 0x10, 0x4742444b | (ulong)Size << 32, KernelBase);
        Write(DebuggerData + 0x48, LoadedModuleList, ActiveProcessHead);
    }

    /// <summary>LDR_DATA_TABLE_ENTRY, its two names behind it.</summary>
    private void WriteModule(ulong entry, ulong previous, ulong next, ulong image, uint size, string path, string name)
    {
        ulong pathText = entry + 0x100, nameText = entry + 0x200;
        Write(entry, next, previous);
        Write(entry + 0x30, image, image + 0x1000, size);
        Write(entry + 0x48, UnicodeString(path), pathText, UnicodeString(name), nameText);
        Write(pathText, Encoding.Unicode.GetBytes(path));
        Write(nameText, Encoding.Unicode.GetBytes(name));
    }

    /// <summary>A DOS header, a PE header and an optional header: enough for a time stamp, a size and a checksum (winnt.h).</summary>
    private void WriteImageHeader(ulong image, uint size, uint timeDateStamp, uint checkSum)
    {
        const ulong NewHeader = 0x80;
        var bytes = new byte[0x200];
        "MZ"u8.CopyTo(bytes);
        bytes[0x3c] = (byte)NewHeader;
        "This image belongs to a synthetic sample."u8.CopyTo(bytes.AsSpan(0x40));
        Span<byte> header = bytes.AsSpan((int)NewHeader);
        "PE\0\0"u8.CopyTo(header);
        MemoryMarshal.Write(header[0x04..], (ushort)MachineType.X64);
        MemoryMarshal.Write(header[0x08..], timeDateStamp);
        MemoryMarshal.Write(header[0x14..], (ushort)0xf0);
        MemoryMarshal.Write(header[0x16..], (ushort)0x22);
        MemoryMarshal.Write(header[0x18..], (ushort)0x20b);
        MemoryMarshal.Write(header[0x30..], image);
        MemoryMarshal.Write(header[0x50..], size);
        MemoryMarshal.Write(header[0x54..], 0x1000);
        MemoryMarshal.Write(header[0x58..], checkSum);
        Write(image, bytes);
    }

    private void WriteCrash()
    {
        Write(FaultingInstruction, SampleCrash.FaultingCode);

        // Return addresses of the calls that led here, then what the bug check's parameters 3 and 4 point to.
        Write(StackPointer + 0x28, Driver + 0x1f10);
        Write(StackPointer + 0x68, KernelCode + 0x6a0);
        Write(StackPointer + 0xb8, KernelCode + 0x1028);

        ExceptionRecord64 record = default;
        Exception.Encode(ref record);
        Write(ExceptionOnStack, MemoryMarshal.AsBytes(new ReadOnlySpan<ExceptionRecord64>(ref record)));
        var context = new byte[ContextAmd64.Size];
        Context.Encode(context);
        Write(ContextOnStack, context);
    }

    private void Map(ulong address, ulong page, int count, ulong rights, string content)
    {
        _tables.Map(address, page, count, rights);
        _mapped.Add((address, page, (ulong)count * 4096));
        Fill(page, count, content);
    }

    /// <summary>Makes pages whose content says what they are.</summary>
    private void Fill(ulong page, int count, string content)
    {
        for (ulong at = page; at < page + (ulong)count * 4096; at += 4096)
        {
            byte[] bytes = Memory.Page(at);
            if (content.Length > 0)
                Encoding.ASCII.GetBytes(FormattableString.Invariant($"Synthetic sample: {content}, page frame 0x{at / 4096:x}."), bytes.AsSpan(0xc00));
        }
    }

    private ulong Physical(ulong address)
    {
        (ulong start, ulong physical, _) = _mapped.Single(region => address - region.Virtual < region.Length);
        return physical + (address - start);
    }

    private void Write(ulong address, ReadOnlySpan<byte> bytes) => Memory.Write(Physical(address), bytes);

    private void Write(ulong address, params ulong[] values) => Write(address, MemoryMarshal.AsBytes(values.AsSpan()));

    /// <summary>Length and MaximumLength of a UNICODE_STRING, in bytes.</summary>
    private static ulong UnicodeString(string text) => (ulong)text.Length * 2 | (ulong)text.Length * 2 << 16;
}
