namespace KdmpParser.Processes;

/// <summary>
/// The two offsets in EPROCESS that KDDEBUGGER_DATA64 does not have. Public symbols of ntoskrnl, as published in tables by build; 9600,
/// 19041 (x64) and 22000 (ARM64) were also checked on real dumps.
/// </summary>
/// <param name="ActiveProcessLinks">The links of the list of processes; UniqueProcessId stands directly before them.</param>
/// <param name="ImageFileName">15 bytes ASCII.</param>
internal readonly record struct ProcessLayout(uint ActiveProcessLinks, uint ImageFileName)
{
    private static readonly (MachineType Machine, uint[] Builds, ProcessLayout Layout)[] s_byBuild =
    [
        (MachineType.X64, [7600, 7601], new(0x188, 0x2e0)),
        (MachineType.X64, [9200, 9600], new(0x2e8, 0x438)),
        (MachineType.X64, [10240], new(0x2f0, 0x448)),
        (MachineType.X64, [10586, 14393], new(0x2f0, 0x450)),
        (MachineType.X64, [15063, 16299, 17134, 17763], new(0x2e8, 0x450)),
        (MachineType.X64, [18362, 18363], new(0x2f0, 0x450)),
        (MachineType.X64, [.. Between(19041, 22631)], new(0x448, 0x5a8)),
        (MachineType.X64, [26100], new(0x1d8, 0x338)),
        (MachineType.Arm64, [22000], new(0x400, 0x560)),
    ];

    /// <returns><see langword="null"/> for a build that is not in the table.</returns>
    public static ProcessLayout? Find(MachineType machine, uint build)
    {
        foreach ((MachineType rowMachine, uint[] builds, ProcessLayout layout) in s_byBuild)
        {
            if (machine == rowMachine && builds.Contains(build))
                return layout;
        }

        return null;
    }

    /// <summary>Builds from one to another that are all of one kind; those in between were previews.</summary>
    private static IEnumerable<uint> Between(uint first, uint last) => Enumerable.Range((int)first, (int)(last - first + 1)).Select(build => (uint)build);
}
