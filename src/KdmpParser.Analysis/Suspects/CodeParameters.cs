namespace KdmpParser.Analysis.Suspects;

/// <summary>
/// Which parameters of a bug check say where code is, or whose it is, by Microsoft's Bug Check Code Reference. All others are values that can lie in a
/// module by chance.
/// </summary>
internal static class CodeParameters
{
    /// <summary>The instruction that failed.</summary>
    private static readonly (int Index, uint[] Codes)[] s_instructions =
    [
        (1, [0x1e, 0x3b, 0x7e, 0x8e]),
        (2, [0x50, 0xcc, 0xcd, 0xce, 0xcf, 0xd5, 0xd6]),
        (3, [0x0a, 0xc5, 0xd0, 0xd1, 0xd3, 0xd4, 0xdb, 0x149, 0x1ea]),
        (0, [0xfc, 0x151]),
    ];

    /// <summary>A routine of a driver, or a place in it that stands for it.</summary>
    private static readonly (int Index, uint[] Codes)[] s_routines =
    [
        (0, [0x39, 0xdf, 0xe1, 0xf2, 0x128, 0x129, 0x15b, 0x19a, 0x1d6]),
        (1, [0x48, 0xc8, 0x116, 0x117, 0x11b, 0x141, 0x142]),
        (2, [0x135, 0x1f2]),
        (3, [0x96, 0x1a0]),
    ];

    /// <summary>UNICODE_STRING with the name of the driver at fault: DRIVER_USED_EXCESSIVE_PTES, STORAGE_MINIPORT_ERROR, THREAD_STUCK_IN_DEVICE_DRIVER.</summary>
    private static readonly (int Index, uint[] Codes)[] s_names = [(0, [0xd8]), (1, [0xf0]), (2, [0xea])];

    /// <summary>
    /// Where the address that was accessed is that of the driver at fault: memory of a driver that was unloaded (0xce, 0xd4), and code or data that a driver
    /// wrongly has in pageable memory (0xd3).
    /// </summary>
    private static readonly (int Index, uint[] Codes)[] s_drivers = [(0, [0xce, 0xd3, 0xd4])];

    public static int? Instruction(uint code) => Find(s_instructions, code);

    public static int? Routine(uint code) => Find(s_routines, code);

    public static int? Name(uint code) => Find(s_names, code);

    public static int? Driver(uint code) => Find(s_drivers, code);

    private static int? Find((int Index, uint[] Codes)[] table, uint code)
    {
        foreach ((int index, uint[] codes) in table)
        {
            if (codes.Contains(code & ~BugCheck.SmallDumpVariant))
                return index;
        }

        return null;
    }
}
