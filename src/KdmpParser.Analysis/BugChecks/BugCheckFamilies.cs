namespace KdmpParser.Analysis.BugChecks;

/// <summary>Bug checks that belong together by what they can say about a culprit.</summary>
internal static class BugCheckFamilies
{
    private const string Manual = "somebody stopped this machine on purpose";
    private const string Watchdog = "a watchdog ran out: the stack shows what ran when that was noticed, and not what kept the system waiting";
    private const string Hardware = "the hardware reported an error: the stack shows what ran at that moment, which need not have to do with it";
    private const string Memory = "memory was found damaged, by whoever looked at it next: the stack shows that one, and who damaged it had gone on long before";
    private const string PageRead = "a page could not be read back as it was: a disk, its controller or the memory failed, and the stack shows who needed the page";
    private const string Process = "a process that Windows cannot do without has ended: the reason is to be looked for in that process";
    private const string Changed = "Windows found its own code or structures changed: it checks now and then, and who changed them had gone on long before";
    private const string Boot = "Windows could not go on starting, for want of a disk, a file or a part of the registry";
    private const string Graphics = "the graphics processor did not finish in time: its driver, a program, heat or the hardware itself can be the reason";
    private const string Hypervisor = "the hypervisor or the secure kernel stopped the machine: what they saw is not in this dump";

    private static readonly (string Reason, uint[] Codes)[] s_all =
    [
        // MANUALLY_INITIATED_CRASH, MANUALLY_INITIATED_CRASH1, MANUALLY_INITIATED_POWER_BUTTON_HOLD, LIVE_SYSTEM_DUMP, manual live dumps
        (Manual, [0xe2, 0xdeaddead, 0x1c8, 0x161, 0x1a8, 0x1b8]),

        // USER_MODE_HEALTH_MONITOR, DRIVER_POWER_STATE_FAILURE, CLOCK_WATCHDOG_TIMEOUT, DPC_WATCHDOG_TIMEOUT and _VIOLATION, PDC_*, WIN32K_*WATCHDOG*, SYNTHETIC_WATCHDOG_TIMEOUT, PNP_*
        (Watchdog, [0x9e, 0x9f, 0x101, 0x102, 0x133, 0x14f, 0x15c, 0x15f, 0x162, 0x17c, 0x19c, 0x1a0, 0x1a1, 0x1a2, 0x1a3, 0x1a4, 0x1a5, 0x1c9, 0x1ca, 0x1cc, 0x1cf, 0x1d0, 0x1d5, 0x1db]),

        // DATA_BUS_ERROR, NMI_HARDWARE_FAILURE, MACHINE_CHECK_EXCEPTION, WHEA_INTERNAL_ERROR, WHEA_UNCORRECTABLE_ERROR, MICROCODE_REVISION_MISMATCH,
        // PROCESSOR_START_TIMEOUT
        (Hardware, [0x2e, 0x80, 0x9c, 0x122, 0x124, 0x17e, 0x1df]),

        // MEMORY_MANAGEMENT, PAGE_NOT_ZERO, FAULTY_HARDWARE_CORRUPTED_PAGE
        (Memory, [0x1a, 0x127, 0x12b]),

        // KERNEL_STACK_INPAGE_ERROR, KERNEL_DATA_INPAGE_ERROR, UNEXPECTED_STORE_EXCEPTION
        (PageRead, [0x77, 0x7a, 0x154]),

        // CRITICAL_PROCESS_DIED, CRITICAL_OBJECT_TERMINATION, WINLOGON_FATAL_ERROR
        (Process, [0xef, 0xf4, 0xc000021a]),

        // CRITICAL_STRUCTURE_CORRUPTION, and that of the hypervisor's guard
        (Changed, [0x109, 0x18c]),

        // INACCESSIBLE_BOOT_DEVICE, UNMOUNTABLE_BOOT_VOLUME, BAD_SYSTEM_CONFIG_INFO, STATUS_CANNOT_LOAD_REGISTRY_FILE
        (Boot, [0x74, 0x7b, 0xed, 0xc0000218]),

        // VIDEO_TDR_TIMEOUT_DETECTED, VIDEO_ENGINE_TIMEOUT_DETECTED, VIDEO_TDR_APPLICATION_BLOCKED
        (Graphics, [0x117, 0x141, 0x142]),

        // SECURE_KERNEL_ERROR, HYPERVISOR_ERROR
        (Hypervisor, [0x18b, 0x20001]),
    ];

    /// <summary>Why no module can be named for a bug check, whatever the stack shows.</summary>
    /// <param name="code">As recorded; the mark of a small dump's variant makes no difference.</param>
    /// <returns>One phrase without a full stop; <see langword="null"/> where the stack can name one.</returns>
    public static string? ReasonNotToBlame(uint code)
    {
        code &= ~BugCheck.SmallDumpVariant;
        foreach ((string reason, uint[] codes) in s_all)
        {
            if (codes.Contains(code) || codes.Contains(code | BugCheck.SmallDumpVariant))
                return reason;
        }

        return null;
    }
}
