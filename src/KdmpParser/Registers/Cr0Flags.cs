namespace KdmpParser;

/// <summary>The flags of CR0 (Intel SDM vol. 3A, 2.5).</summary>
[Flags]
public enum Cr0Flags : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>PE: protected mode.</summary>
    ProtectionEnable = 1UL << 0,

    /// <summary>MP: WAIT heeds <see cref="TaskSwitched"/>.</summary>
    MonitorCoprocessor = 1UL << 1,

    /// <summary>EM: there is no x87 unit.</summary>
    Emulation = 1UL << 2,

    /// <summary>TS: the floating-point state belongs to another task.</summary>
    TaskSwitched = 1UL << 3,

    /// <summary>ET: always set.</summary>
    ExtensionType = 1UL << 4,

    /// <summary>NE: x87 errors are exceptions.</summary>
    NumericError = 1UL << 5,

    /// <summary>WP: the kernel, too, may not write to read-only pages.</summary>
    WriteProtect = 1UL << 16,

    /// <summary>AM: alignment can be checked.</summary>
    AlignmentMask = 1UL << 18,

    /// <summary>NW: the caches do not write through.</summary>
    NotWriteThrough = 1UL << 29,

    /// <summary>CD: the caches are not filled.</summary>
    CacheDisable = 1UL << 30,

    /// <summary>PG: paging.</summary>
    Paging = 1UL << 31,
}
