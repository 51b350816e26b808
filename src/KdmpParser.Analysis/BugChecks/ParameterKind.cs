namespace KdmpParser.Analysis.BugChecks;

/// <summary>What the value of a parameter is, which decides how it is shown. The tables name these.</summary>
internal enum ParameterKind
{
    /// <summary>A number that nothing more is known of.</summary>
    Value,

    /// <summary>The reference calls it reserved, unused or zero.</summary>
    Reserved,

    /// <summary>What it is depends on the subcode, and for this one it is not known.</summary>
    Depends,

    /// <summary>Says what happened in particular, and what the other parameters are.</summary>
    Subcode,

    /// <summary>An address of data.</summary>
    Address,

    /// <summary>An address of code.</summary>
    Instruction,

    /// <summary>An address that a driver named to say that it is the one.</summary>
    OwnerTag,

    /// <summary>A physical address.</summary>
    PhysicalAddress,

    /// <summary>A page frame number.</summary>
    PageFrame,

    /// <summary>The contents of a page-table entry.</summary>
    Pte,

    /// <summary>An interrupt request level.</summary>
    Irql,

    /// <summary>The current IRQL, the expected one, and which check it was (0xc8).</summary>
    IrqlBits,

    /// <summary>0 read, 1 write.</summary>
    Access,

    /// <summary>Read, write or execute (0xa, 0xd1).</summary>
    AccessBits,

    /// <summary>Read, write or execute in bits that depend on machine and build (0x50).</summary>
    PageFaultAccess,

    /// <summary>ExceptionInformation[0] of the exception in parameter 1: what an access violation tried.</summary>
    ExceptionAccess,

    /// <summary>ExceptionInformation[1] of the exception in parameter 1: where an access violation tried it.</summary>
    ExceptionAddress,

    /// <summary>KPROCESSOR_MODE: 0 kernel, 1 user.</summary>
    Mode,

    /// <summary>An NTSTATUS.</summary>
    Status,

    /// <summary>A count.</summary>
    Count,

    /// <summary>A count that can be negative.</summary>
    Signed,

    /// <summary>KTHREAD.CombinedApcDisable.</summary>
    ApcCounts,

    /// <summary>A size in bytes.</summary>
    Bytes,

    /// <summary>Ticks of the clock.</summary>
    Ticks,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Milliseconds.</summary>
    Milliseconds,

    /// <summary>Interrupt time, in units of 100 ns.</summary>
    InterruptTime,

    /// <summary>The number of a processor.</summary>
    Processor,

    /// <summary>A POOL_TYPE.</summary>
    PoolType,

    /// <summary>The four characters of a pool tag.</summary>
    PoolTag,

    /// <summary>A SYSTEM_POWER_STATE.</summary>
    SystemPowerState,

    /// <summary>The major function of an IRP.</summary>
    MajorFunction,

    /// <summary>Characters as a number, the first in the lowest byte.</summary>
    PackedText,

    /// <summary>The identifier of a source file, and a line in it.</summary>
    SourceLine,

    /// <summary>A security cookie.</summary>
    Cookie,

    /// <summary>The complement of the cookie in the parameter before.</summary>
    CookieComplement,

    /// <summary>The high half of MCi_STATUS, whose low half is the next parameter.</summary>
    MachineCheckHigh,

    /// <summary>The low half of MCi_STATUS, whose high half is the parameter before.</summary>
    MachineCheckLow,

    /// <summary>Points to a KPRCB.</summary>
    Prcb,

    /// <summary>Points to an EXCEPTION_RECORD. This kind and those behind it are pointers that are followed.</summary>
    ExceptionRecord,

    /// <summary>Points to a CONTEXT.</summary>
    Context,

    /// <summary>Points to a KTRAP_FRAME.</summary>
    TrapFrame,

    /// <summary>Points to an IRP.</summary>
    Irp,

    /// <summary>Points to a DEVICE_OBJECT.</summary>
    DeviceObject,

    /// <summary>Points to a DEVICE_OBJECT or to a UNICODE_STRING; the first word tells (0x7b).</summary>
    DeviceObjectOrString,

    /// <summary>Points to a DRIVER_OBJECT.</summary>
    DriverObject,

    /// <summary>Points to a POOL_HEADER.</summary>
    PoolHeader,

    /// <summary>Points behind a POOL_HEADER, to what was allocated.</summary>
    PoolBlock,

    /// <summary>Points to a KTHREAD.</summary>
    Thread,

    /// <summary>Points to an EPROCESS.</summary>
    Process,

    /// <summary>Points to a UNICODE_STRING.</summary>
    UnicodeString,

    /// <summary>Points to characters of one byte each, ended by a zero.</summary>
    Text,

    /// <summary>Points to a driver's name, as a UNICODE_STRING or as characters.</summary>
    DriverName,

    /// <summary>Points to a WHEA_ERROR_RECORD.</summary>
    ErrorRecord,

    /// <summary>Points to a DPC_WATCHDOG_GLOBAL_TRIAGE_BLOCK.</summary>
    DpcTriage,

    /// <summary>Points to a TRIAGE_9F_POWER.</summary>
    PowerTriage,

    /// <summary>Points to a TRIAGE_9F_PNP.</summary>
    PnpTriage,
}
