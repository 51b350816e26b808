using static KdmpParser.Sample.SampleLayout;

namespace KdmpParser.Sample;

/// <summary>What happened on the synthetic machine: a driver read through a null pointer, and nobody handled the exception.</summary>
internal static class SampleCrash
{
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

    public static Amd64Context Context() => new()
    {
        ContextFlags = 0x10005f,
        Rax = 0x2a,
        Rbx = Pool + 0x2040,
        Rcx = 0,
        Rdx = Pool + 0x2080,
        Rsi = 0x100,
        Rdi = Driver + 0x4010,
        Rip = FaultingInstruction,
        Rsp = StackPointer,
        Rbp = StackPointer + 0x80,
        R8 = 3,
        R9 = StackPointer + 0x40,
        R10 = KernelCode + 0x400,
        R11 = Stack + 0x5_7f0,
        R12 = Driver + 0x4000,
        R13 = KernelBase,
        R14 = 0,
        R15 = 0xffffffff_ffffffff,
        EFlags = 0x10246,
        SegCs = 0x10,
        SegDs = 0x2b,
        SegEs = 0x2b,
        SegFs = 0x53,
        SegGs = 0x2b,
        SegSs = 0x18,
        Dr6 = 0xffff0ff0,
        Dr7 = 0x400,
        MxCsr = 0x1f80,
        FxMxCsr = 0x1f80,
        MxCsrMask = 0xffff,
        ControlWord = 0x27f,
        Xmm = [.. Enumerable.Range(0, 16).Select(i => new UInt128(0x3ff0000000000000UL + (ulong)i, (ulong)i))],
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
