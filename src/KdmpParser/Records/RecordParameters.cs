namespace KdmpParser;

/// <summary>
/// Which parameters of a bug check point to an EXCEPTION_RECORD and to a CONTEXT, as the reference of bug check codes in Microsoft's
/// driver documentation says. Some point there only when there was an exception: what they lead to has to be looked at.
/// </summary>
/// <param name="Exception">The exception record.</param>
/// <param name="Context">The context.</param>
internal readonly record struct RecordParameters(VirtualAddress? Exception, VirtualAddress? Context)
{
    public static RecordParameters Of(BugCheck? bugCheck) => bugCheck is null ? default : (bugCheck.Code & ~BugCheck.SmallDumpVariant) switch
    {
        // INTERRUPT_EXCEPTION_NOT_HANDLED, RESOURCE_MANAGER_EXCEPTION_NOT_HANDLED
        0x3d or 0x10f => new(bugCheck.Parameter1, bugCheck.Parameter2),

        // FAT_, NTFS_, CDFS_, RDR_ and UDFS_FILE_SYSTEM, THIRD_PARTY_FILE_SYSTEM_FAILURE, EXFAT_ and REFS_FILE_SYSTEM
        0x23 or 0x24 or 0x26 or 0x27 or 0x9b or 0x108 or 0x12c or 0x149 => new(bugCheck.Parameter2, bugCheck.Parameter3),

        // SYSTEM_THREAD_EXCEPTION_NOT_HANDLED, SECURE_FAULT_UNHANDLED
        0x7e or 0x18d => new(bugCheck.Parameter3, bugCheck.Parameter4),

        // EXCEPTION_ON_INVALID_STACK
        0x1aa => new(bugCheck.Parameter4, bugCheck.Parameter3),

        // KERNEL_SECURITY_CHECK_FAILURE
        0x139 => new(bugCheck.Parameter3, null),

        // REGISTRY_FILTER_DRIVER_EXCEPTION
        0x135 => new(null, bugCheck.Parameter2),

        // SYSTEM_SERVICE_EXCEPTION, UNWIND_ON_INVALID_STACK
        0x3b or 0x1ab => new(null, bugCheck.Parameter3),
        _ => default,
    };
}
