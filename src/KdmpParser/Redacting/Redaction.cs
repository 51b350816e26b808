using System.Collections.Immutable;

namespace KdmpParser.Redacting;

/// <summary>
/// What of a dump's records may be shown to people who must not see its owner's data: numbers that locate the crash, and names of files. This is the
/// one place that decides. Each copy names what it takes over, so that a property that is added to a record later stays out of it.
/// </summary>
internal static class Redaction
{
    public static DumpHeader Of(DumpHeader header) => new()
    {
        Type = header.Type,
        Machine = header.Machine,
        MajorVersion = header.MajorVersion,
        Build = header.Build,
        DirectoryTableBase = header.DirectoryTableBase,
        PfnDatabase = header.PfnDatabase,
        PsLoadedModuleList = header.PsLoadedModuleList,
        PsActiveProcessHead = header.PsActiveProcessHead,
        ProcessorCount = header.ProcessorCount,
        BugCheck = header.BugCheck,
        KdDebuggerDataBlock = header.KdDebuggerDataBlock,
        PhysicalMemoryBlock = header.PhysicalMemoryBlock,
        SystemTime = header.SystemTime,
        SystemUpTime = header.SystemUpTime,
        ProductType = header.ProductType,
    };

    /// <summary>The general, segment and debug registers. Text that is copied goes through the vector and x87 registers.</summary>
    public static CpuContext Of(CpuContext context) => context switch
    {
        Amd64Context amd64 => new Amd64Context
        {
            Kind = amd64.Kind,
            ContextFlags = amd64.ContextFlags & ~(0x8u | 0x40u), // CONTEXT_FLOATING_POINT, CONTEXT_XSTATE (winnt.h)
            Rax = amd64.Rax,
            Rcx = amd64.Rcx,
            Rdx = amd64.Rdx,
            Rbx = amd64.Rbx,
            Rsp = amd64.Rsp,
            Rbp = amd64.Rbp,
            Rsi = amd64.Rsi,
            Rdi = amd64.Rdi,
            R8 = amd64.R8,
            R9 = amd64.R9,
            R10 = amd64.R10,
            R11 = amd64.R11,
            R12 = amd64.R12,
            R13 = amd64.R13,
            R14 = amd64.R14,
            R15 = amd64.R15,
            Rip = amd64.Rip,
            EFlags = amd64.EFlags,
            SegCs = amd64.SegCs,
            SegDs = amd64.SegDs,
            SegEs = amd64.SegEs,
            SegFs = amd64.SegFs,
            SegGs = amd64.SegGs,
            SegSs = amd64.SegSs,
            Dr0 = amd64.Dr0,
            Dr1 = amd64.Dr1,
            Dr2 = amd64.Dr2,
            Dr3 = amd64.Dr3,
            Dr6 = amd64.Dr6,
            Dr7 = amd64.Dr7,
        },
        Arm64Context arm64 => new Arm64Context
        {
            Kind = arm64.Kind,
            ContextFlags = arm64.ContextFlags & ~(0x4u | 0x20u), // CONTEXT_ARM64_FLOATING_POINT, CONTEXT_ARM64_XSTATE
            X = arm64.X,
            Fp = arm64.Fp,
            Lr = arm64.Lr,
            Sp = arm64.Sp,
            Pc = arm64.Pc,
            Cpsr = arm64.Cpsr,
            Bcr = arm64.Bcr,
            Bvr = arm64.Bvr,
            Wcr = arm64.Wcr,
            Wvr = arm64.Wvr,
        },
        _ => throw new InvalidOperationException("A context of an unknown machine."),
    };

    /// <summary>Past its parameters, a record holds what had been in memory before.</summary>
    public static ExceptionRecord Of(ExceptionRecord exception) => new()
    {
        Kind = exception.Kind,
        Code = exception.Code,
        Flags = exception.Flags,
        Record = exception.Record,
        Address = exception.Address,
        ParameterCount = exception.ParameterCount,
        Information = [.. exception.Information.Select((value, i) => i < exception.ParameterCount ? value : null)],
    };

    /// <summary>The file name: a path can lead through the folder of a user.</summary>
    public static LoadedModule Of(LoadedModule module) => new()
    {
        Base = module.Base,
        Size = module.Size,
        Name = LoadedModule.LastPart(module.Name),
        TimeDateStamp = module.TimeDateStamp,
        CheckSum = module.CheckSum,
        Is32Bit = module.Is32Bit,
    };

    public static UnloadedDriver Of(UnloadedDriver driver) => new(LoadedModule.LastPart(driver.Name), driver.Start, driver.End, driver.Unloaded);

    public static Processor Of(Processor processor) => new()
    {
        Number = processor.Number,
        Address = processor.Address,
        CurrentThread = processor.CurrentThread,
        CurrentProcess = processor.CurrentProcess,
        Teb = processor.Teb,
        InitialStack = processor.InitialStack,
        Context = processor.Context is { } context ? Of(context) : null,
        Cr0 = processor.Cr0,
        Cr2 = processor.Cr2,
        Cr3 = processor.Cr3,
        Cr4 = processor.Cr4,
        IsCaptured = processor.IsCaptured,
    };

    public static StackCandidate Of(StackCandidate candidate) => new(candidate.Address, candidate.Value, Of(candidate.Module));

    public static ImmutableArray<string> Warnings(ImmutableArray<string> warnings) =>
        warnings.IsEmpty ? [] : [FormattableString.Invariant($"Remarks about the file that are left out here: {warnings.Length}.")];
}
