namespace KdmpParser.Analysis;

/// <summary>What the page tables of a dump say to an access.</summary>
public enum AccessOutcome
{
    /// <summary>They do not say: there are none, or the address is not known.</summary>
    Unknown,

    /// <summary>It is allowed.</summary>
    Allowed,

    /// <summary>The address is not canonical: the processor raises a general protection fault.</summary>
    NotCanonical,

    /// <summary>The instruction wants an address that is a multiple of 16, 32 or 64, and it is none.</summary>
    Misaligned,

    /// <summary>The processor maps nothing there; <see cref="AttemptedAccess.Failure"/> says at which level.</summary>
    NotPresent,

    /// <summary>It is a write, and a level of the walk forbids those.</summary>
    NotWritable,

    /// <summary>It is an instruction fetch, and a level of the walk forbids those.</summary>
    NotExecutable,

    /// <summary>It comes from user mode, and the memory belongs to the kernel.</summary>
    NotForUsers,
}
