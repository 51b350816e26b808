namespace KdmpParser.Tests.Corrupt;

/// <summary>DUMP_HEADER64.</summary>
internal static class HeaderCases
{
    public static readonly CorruptDump[] All =
    [
        new("MachineTypeIsZero", DumpBytes.Full((1, 1)).U32(0x030, 0)) { Refused = new(KernelDumpError.UnsupportedMachine, 0x30) },
        new("MachineTypeIsAllOnes", DumpBytes.Full((1, 1)).U32(0x030, uint.MaxValue)) { Refused = new(KernelDumpError.UnsupportedMachine, 0x30) },
        new("DumpTypeIsZero", DumpBytes.Full((1, 1)).U32(0xf98, 0)) { Refused = new(KernelDumpError.UnknownDumpType, 0xf98) },
        new("DumpTypeIsAllOnes", DumpBytes.Full((1, 1)).U32(0xf98, uint.MaxValue)) { Refused = new(KernelDumpError.UnknownDumpType, 0xf98) },
    ];
}
