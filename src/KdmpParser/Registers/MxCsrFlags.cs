namespace KdmpParser;

/// <summary>The flags of MXCSR (Intel SDM vol. 1, 10.2.3). The two bits of the rounding control are <see cref="RoundingControl"/>.</summary>
[Flags]
public enum MxCsrFlags : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>IE: an invalid operation was met.</summary>
    InvalidOperation = 1 << 0,

    /// <summary>DE: a denormal operand was met.</summary>
    Denormal = 1 << 1,

    /// <summary>ZE: a division by zero was met.</summary>
    DivideByZero = 1 << 2,

    /// <summary>OE: an overflow was met.</summary>
    Overflow = 1 << 3,

    /// <summary>UE: an underflow was met.</summary>
    Underflow = 1 << 4,

    /// <summary>PE: an inexact result was met.</summary>
    Precision = 1 << 5,

    /// <summary>DAZ: denormal operands are taken as zero.</summary>
    DenormalsAreZero = 1 << 6,

    /// <summary>IM: invalid operations raise no exception.</summary>
    InvalidOperationMask = 1 << 7,

    /// <summary>DM: denormal operands raise no exception.</summary>
    DenormalMask = 1 << 8,

    /// <summary>ZM: divisions by zero raise no exception.</summary>
    DivideByZeroMask = 1 << 9,

    /// <summary>OM: overflows raise no exception.</summary>
    OverflowMask = 1 << 10,

    /// <summary>UM: underflows raise no exception.</summary>
    UnderflowMask = 1 << 11,

    /// <summary>PM: inexact results raise no exception.</summary>
    PrecisionMask = 1 << 12,

    /// <summary>FZ: results that would be denormal become zero.</summary>
    FlushToZero = 1 << 15,
}
