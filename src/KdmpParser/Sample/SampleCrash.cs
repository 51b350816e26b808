using static KdmpParser.Sample.SampleLayout;

namespace KdmpParser.Sample;

/// <summary>What happened on the synthetic machine: a driver read through a null pointer, and nobody handled the exception.</summary>
internal static class SampleCrash
{
    /// <summary>What is the same wherever the kernel runs: its segments, and the floating-point unit as a thread begins with it.</summary>
    private static readonly Amd64Context s_kernelMode = new()
    {
        SegCs = 0x10,
        SegDs = 0x2b,
        SegEs = 0x2b,
        SegFs = 0x53,
        SegGs = 0x2b,
        SegSs = 0x18,
        MxCsr = 0x1f80,
        FxMxCsr = 0x1f80,
        MxCsrMask = 0xffff,
        ControlWord = 0x27f,
    };

    /// <summary>mov rax, [rcx+18h]; test rax, rax; je short +5.</summary>
    public static byte[] FaultingCode => [0x48, 0x8b, 0x41, 0x18, 0x48, 0x85, 0xc0, 0x74, 0x05];

    public static BugCheck BugCheck => new(0x7e, 0xffffffff_c0000005, FaultingInstruction, ExceptionOnStack, ContextOnStack);

    public static ExceptionRecord Exception()
    {
        // An access violation has two parameters: 0 for a read, and the address (EXCEPTION_RECORD, winnt.h).
        var information = new ulong?[ExceptionRecord.MaximumParameters];
        Array.Fill(information, 0UL);
        information[1] = 0x18;
        return new() { Code = 0xc0000005, Address = FaultingInstruction, ParameterCount = 2, Information = [.. information] };
    }

    public static Amd64Context Context() => s_kernelMode with
    {
        ContextFlags = 0x10005f,
        Rax = 0x2a,
        Rbx = SampleStory.DemoLocation,
        Rcx = 0,
        Rdx = SampleStory.Irp,
        Rsi = SampleStory.Irp,
        Rdi = SampleStory.WorkItem,
        Rip = FaultingInstruction,
        Rsp = StackPointer,
        Rbp = SampleStory.FilterFrame,
        R8 = SampleStory.DemoLocation,
        R9 = SampleStory.DemoDriver,
        R10 = KernelCode + 0x600,
        R11 = StackPointer + 0x70,
        R12 = KernelData + 0xa00,
        R13 = KernelBase,
        R14 = 0,
        R15 = 0xffffffff_ffffffff,
        EFlags = 0x10246,
        Dr6 = 0xffff0ff0,
        Dr7 = 0x400,
        Xmm = [.. Enumerable.Range(0, 16).Select(i => new UInt128(0x3ff0000000000000UL + (ulong)i, (ulong)i))],
    };

    /// <summary>The registers when KeBugCheckEx was called: its parameters, and the fourth of the bug check still in rax.</summary>
    public static Amd64Context BugCheckContext() => s_kernelMode with
    {
        ContextFlags = 0x10000f,
        Rax = ContextOnStack,
        Rcx = BugCheck.Code,
        Rdx = 0xffffffff_c0000005,
        R8 = FaultingInstruction,
        R9 = ExceptionOnStack,
        R15 = KernelBase,
        Rip = KernelCode + 0x400,
        Rsp = BugCheckStackPointer,
        Rbp = SampleStory.InitialStack,
        EFlags = 0x286,
    };

    public static DumpHeader Header(DumpType type) => new()
    {
        Type = type,
        Machine = MachineType.X64,
        MajorVersion = 15,
        Build = 19041,
        DirectoryTableBase = DirectoryTableBase,
        PfnDatabase = new VirtualAddress(PfnDatabase),
        PsLoadedModuleList = new VirtualAddress(LoadedModuleList),
        PsActiveProcessHead = new VirtualAddress(ActiveProcessHead),
        ProcessorCount = 1,
        BugCheck = BugCheck,
        VersionUser = "synthetic sample",
        KdDebuggerDataBlock = new VirtualAddress(DebuggerData),
        SystemTime = new DateTimeOffset(2024, 2, 29, 12, 34, 56, TimeSpan.Zero),
        SystemUpTime = TimeSpan.FromMilliseconds(4_711_250),
        Comment = "Synthetic sample of KdmpInteractive: no real machine, no real memory.",
        PhysicalMemoryBlock = SampleLayout.MachineMemory,
        ProductType = 1,
        SuiteMask = 0x110,
    };
}
