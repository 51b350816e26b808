namespace KdmpParser;

/// <summary>The reasons why something that the kernel keeps cannot be had from a dump, or not all of it.</summary>
public enum KernelDataFailureReason
{
    /// <summary>The dump does not say where it is, or the kernel never filled it in.</summary>
    NotRecorded,

    /// <summary>It is known where it is, but the memory cannot be read; <see cref="KernelDataFailure.Memory"/> says why.</summary>
    Unreadable,

    /// <summary>KDDEBUGGER_DATA64 does not carry its tag 'KDBG': a running system encodes it.</summary>
    Encoded,

    /// <summary>A list leads back to an entry that came before.</summary>
    Cycle,

    /// <summary>There is more than <see cref="KernelDumpLimits"/> allow.</summary>
    LimitExceeded,

    /// <summary>Offsets are needed that are known by build, and not for this one.</summary>
    UnknownBuild,

    /// <summary>What was found is not what it should be, so it is not shown.</summary>
    CheckFailed,

    /// <summary>Dumps of this kind never have it.</summary>
    NotInThisDump,
}
