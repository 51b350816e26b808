namespace KdmpParser.Analysis.BugChecks;

/// <summary>Codes that report what somebody noticed and not what somebody did: no driver is to be blamed for them.</summary>
internal static class BugCheckFamilies
{
    private const string Hardware = "the hardware reported this, and what ran at that time has mostly nothing to do with it";
    private const string Watchdog = "a watchdog found that something did not end in time; what ran or waited when it looked need not be the cause";
    private const string Graphics = "it tells that the graphics processor or its driver did not do its part; hardware, heat and power supply look the same";
    private const string Corruption = "something was found corrupt; who found it is mostly not who did it, and faulty memory looks the same";
    private const string Usb = "the USB drivers report what a device, a controller or another driver did";
    private const string OnPurpose = "somebody made this dump on purpose";
    private const string Hypervisor = "the hypervisor failed, which runs below Windows and is not in this dump";

    /// <param name="code">As recorded, with or without the bit of a small dump.</param>
    /// <returns>A phrase that can follow "since"; <see langword="null"/> where a driver may be blamed.</returns>
    public static string? ReasonNotToBlame(uint code) => BugCheckTexts.BaseOf(code) switch
    {
        // DATA_BUS_ERROR, NMI_HARDWARE_FAILURE, MACHINE_CHECK_EXCEPTION, WHEA_INTERNAL_ERROR, WHEA_UNCORRECTABLE_ERROR,
        // FAULTY_HARDWARE_CORRUPTED_PAGE, MICROCODE_REVISION_MISMATCH, PROCESSOR_START_TIMEOUT
        0x2e or 0x80 or 0x9c or 0x122 or 0x124 or 0x12b or 0x17e or 0x1df => Hardware,

        // USER_MODE_HEALTH_MONITOR, DRIVER_POWER_STATE_FAILURE, THREAD_STUCK_IN_DEVICE_DRIVER, CLOCK_WATCHDOG_TIMEOUT, DPC_WATCHDOG_TIMEOUT,
        // DPC_WATCHDOG_VIOLATION, PDC_WATCHDOG_TIMEOUT and its live dump, CONNECTED_STANDBY_WATCHDOG_TIMEOUT_LIVEDUMP
        0x9e or 0x9f or 0xea or 0x101 or 0x102 or 0x133 or 0x14f or 0x15c or 0x15f => Watchdog,

        // WIN32K_POWER_WATCHDOG_TIMEOUT, TTM_WATCHDOG_TIMEOUT, WIN32K_CALLOUT_WATCHDOG and its live dump, the live dumps 0x1a3, 0x1a4 and 0x1a5
        0x19c or 0x1a0 or 0x1a1 or 0x1a2 or 0x1a3 or 0x1a4 or 0x1a5 => Watchdog,

        // USER_MODE_HEALTH_MONITOR_LIVEDUMP, SYNTHETIC_WATCHDOG_TIMEOUT, EXRESOURCE_TIMEOUT_LIVEDUMP, HARDWARE_WATCHDOG_TIMEOUT,
        // ACPI_FIRMWARE_WATCHDOG_TIMEOUT, DRIVER_PNP_WATCHDOG, IPI_WATCHDOG_TIMEOUT
        0x1c9 or 0x1ca or 0x1cc or 0x1cf or 0x1d0 or 0x1d5 or 0x1db => Watchdog,

        // VIDEO_ codes: MEMORY_MANAGEMENT_INTERNAL, DXGKRNL_FATAL_ERROR, TDR_FAILURE, TDR_TIMEOUT_DETECTED, SCHEDULER_INTERNAL_ERROR,
        // ENGINE_TIMEOUT_DETECTED, TDR_APPLICATION_BLOCKED, DXGKRNL_LIVEDUMP, DXGKRNL_BLACK_SCREEN_LIVEDUMP
        0x10e or 0x113 or 0x116 or 0x117 or 0x119 or 0x141 or 0x142 or 0x193 or 0x1a8 or 0x1b8 => Graphics,

        // BAD_POOL_HEADER, MEMORY_MANAGEMENT, PFN_LIST_CORRUPT, DRIVER_CORRUPTED_EXPOOL, _MMPOOL and _SYSPTES, POOL_CORRUPTION_IN_FILE_AREA,
        // CRITICAL_STRUCTURE_CORRUPTION, PAGE_NOT_ZERO, KERNEL_MODE_HEAP_CORRUPTION, HYPERGUARD_VIOLATION
        0x19 or 0x1a or 0x4e or 0xc5 or 0xd0 or 0xdb or 0xde or 0x109 or 0x127 or 0x13a or 0x18c => Corruption,

        // BUGCODE_USB_DRIVER, BUGCODE_USB3_DRIVER
        0xfe or 0x144 => Usb,

        // MANUALLY_INITIATED_CRASH, LIVE_SYSTEM_DUMP, MANUALLY_INITIATED_POWER_BUTTON_HOLD, MANUALLY_INITIATED_CRASH1
        0xe2 or 0x161 or 0x1c8 or 0xdeaddead => OnPurpose,

        // HYPERVISOR_ERROR
        0x20001 => Hypervisor,
        _ => null,
    };
}
