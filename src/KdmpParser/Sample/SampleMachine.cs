using System.Runtime.InteropServices;
using System.Text;
using KdmpParser.Format;
using static KdmpParser.Sample.PageTableBuilder;
using static KdmpParser.Sample.SampleLayout;

namespace KdmpParser.Sample;

/// <summary>
/// Builds the memory of a machine that never was: page tables with every page size and every kind of PTE, images and lists of
/// them, a stack, processes, one processor. Deterministic: the same bytes every time.
/// </summary>
internal sealed partial class SampleMachine
{
    /// <summary>Offset of the PE header in every image.</summary>
    private const int NewHeader = 0x80;

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
        MapOtherProcesses();
        WriteImages();
        WriteDebuggerData();
        WriteProcesses();
        WriteProcessor();
        WriteUnloadedDrivers();
        WriteCrash();
    }

    public MemoryImage Memory { get; } = new();

    public Amd64Context Context { get; }

    public ExceptionRecord Exception { get; }

    /// <summary>
    /// Makes the machine what it was when KeBugCheckEx had been called. The dump that this is for holds the faulting context in its header, and
    /// the control block of the processor that of the call (as in small dumps of 0x1000007e).
    /// </summary>
    public Amd64Context CallBugCheck()
    {
        Amd64Context context = SampleCrash.BugCheckContext();
        Write(PrcbContext, context);
        foreach ((ulong address, ulong value) in SampleStory.BugCheckStack)
            Write(address, value);
        return context;
    }

    /// <summary>As many of the bytes at a virtual address as there are, in one mapping.</summary>
    public byte[] Read(ulong address, int count)
    {
        int found = _mapped.FindIndex(region => unchecked(address - region.Virtual) < region.Length);
        if (found < 0)
            return [];
        (ulong start, ulong physical, ulong length) = _mapped[found];
        return Memory.Read(physical + (address - start), (int)Math.Min((ulong)count, length - (address - start)));
    }

    private void MapKernelHalf()
    {
        _tables.Set(PageTableLevel.Pml4e, SelfMap, DirectoryTableBase | Present | Writable | Accessed | Dirty | NoExecute);

        _tables.MapLarge(PageTableLevel.Pde, KernelBase, KernelPhysical, Writable);
        _mapped.Add((KernelBase, KernelPhysical, KernelSize));
        foreach (ulong page in (ReadOnlySpan<ulong>)[KernelBase, KernelCode, KernelCode + 0x1000, KernelConstants, KernelData])
            Fill(Physical(page), 1, "the kernel");

        Map(Driver, DriverPhysical, 1, NoExecute, "the driver's header");
        Map(Driver + 0x1000, DriverPhysical + 0x1000, 2, 0, "the driver's code");
        Map(Driver + 0x3000, DriverPhysical + 0x3000, 1, NoExecute, "the driver's constants");
        Map(Driver + 0x4000, DriverPhysical + 0x4000, DriverPages - 4, Writable | Dirty | NoExecute, "the driver's data");
        Map(Filter, FilterPhysical, 1, NoExecute, "the filter's header");
        Map(Filter + 0x1000, FilterPhysical + 0x1000, 1, 0, "the filter's code");
        Map(Filter + 0x2000, FilterPhysical + 0x2000, 1, NoExecute, "the filter's constants");
        Map(Filter + 0x3000, FilterPhysical + 0x3000, 1, Writable | Dirty | NoExecute, "the filter's data");
        Map(Pool, PoolPhysical, PoolPages, Writable | Dirty | NoExecute, "pool");
        Map(Structures, StructuresPhysical, StructurePages, Writable | Dirty | NoExecute, "");
        Map(Prcb & ~0xfffUL, PrcbPhysical, PrcbPages, Writable | Dirty | NoExecute, "");
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
        Map(Library, LibraryPhysical, 1, User | NoExecute, "a library's header");
        Map(Library + 0x1000, LibraryPhysical + 0x1000, LibraryPages - 1, User, "a library's code");
        Map(Peb, PebPhysical, PebPages, User | Writable | Dirty | NoExecute, "");
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
        _tables.Set(PageTableLevel.Pte, PrototypePage, PrototypePte << 16 | Prototype);
        Write(PrototypePte, SharedPhysical | Present | Accessed | Dirty);
        _tables.Set(PageTableLevel.Pte, NotPresentPage, 0);

        // Frames that are named here and never filled: a page that was left out, and a page table.
        _tables.Map(LeftOutPage, LeftOutPhysical, 1, Writable | Dirty | NoExecute);
        _tables.Set(PageTableLevel.Pde, LeftOutTable, LeftOutTablePhysical | Present | Writable | Accessed | Dirty);
    }

    private void WriteCrash()
    {
        foreach ((ulong address, ulong value) in SampleStory.Stack.Concat(SampleStory.Structures))
            Write(address, value);
        foreach ((ulong driver, string name) in SampleStory.DriverNames)
        {
            // DriverName, the text behind the object.
            Write(driver + 0x38, UnicodeString(name), driver + 0x160);
            Write(driver + 0x160, Encoding.Unicode.GetBytes(name));
        }

        // What the bug check's parameters 3 and 4 point to.
        ExceptionRecord64 record = default;
        Exception.Encode(ref record);
        Write(ExceptionOnStack, MemoryMarshal.AsBytes(new ReadOnlySpan<ExceptionRecord64>(ref record)));
        Write(ContextOnStack, Context);
    }

    private void Map(ulong address, ulong page, int count, ulong rights, string content) => Map(_tables, address, page, count, rights, content);

    private void Map(PageTableBuilder tables, ulong address, ulong page, int count, ulong rights, string content)
    {
        tables.Map(address, page, count, rights);
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
        (ulong start, ulong physical, _) = _mapped.Single(region => unchecked(address - region.Virtual) < region.Length);
        return physical + (address - start);
    }

    private void Write(ulong address, ReadOnlySpan<byte> bytes) => Memory.Write(Physical(address), bytes);

    private void Write(ulong address, params ulong[] values) => Write(address, MemoryMarshal.AsBytes(values.AsSpan()));

    private void Write(ulong address, Amd64Context context)
    {
        var bytes = new byte[ContextAmd64.Size];
        context.Encode(bytes);
        Write(address, bytes);
    }

    /// <summary>Length and MaximumLength of a UNICODE_STRING, in bytes.</summary>
    private static ulong UnicodeString(string text) => (ulong)text.Length * 2 | (ulong)text.Length * 2 << 16;
}
