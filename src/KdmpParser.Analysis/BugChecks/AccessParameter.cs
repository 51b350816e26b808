namespace KdmpParser.Analysis.BugChecks;

/// <summary>What a parameter says was done with an address: each code has its own way.</summary>
internal static class AccessParameter
{
    private const string Read = "read";
    private const string Write = "write";
    private const string Execute = "execute";

    /// <summary>Windows 10 1507, from which on 0x50 has the error code of the page fault.</summary>
    private const uint Windows1507 = 10240;

    /// <summary>Bits of a page fault's error code (Intel SDM vol. 3A, 4.7): it was a write; it was an instruction fetch.</summary>
    private const ulong WriteBit = 1 << 1;
    private const ulong FetchBit = 1 << 4;

    /// <summary>As most codes have it: 0 read, 1 write.</summary>
    public static string? Plain(ulong value) => value switch { 0 => Read, 1 => Write, _ => null };

    /// <summary>As 0xa and 0xd1 have it: bit 0 is a write, bit 3 an execute, and for 0xd1 2 is one, too.</summary>
    public static string? Bits(uint code, ulong value) => value switch
    {
        0 => Read,
        1 => Write,
        8 => Execute,
        2 when code == 0xd1 => Execute,
        _ => null,
    };

    /// <summary>
    /// As 0x50 has it. The Bug Check Code Reference: on x64 0, 2 and 0x10 after Windows 10 1507, and 0 and 1 before; on ARM64 0, 1 and 8. What WinDbg prints
    /// of this bug check has bit 1 for a write on both.
    /// </summary>
    public static string? OfPageFault(MachineType machine, uint build, ulong value) => machine == MachineType.Arm64
        ? value switch
        {
            0 => Read,
            1 or 2 => Write,
            8 => Execute,
            _ => null,
        }
        : value > 0x1f ? null
        : (value & FetchBit) != 0 ? Execute
        : (value & WriteBit) != 0 || (value == 1 && build <= Windows1507) ? Write
        : Read;

    /// <summary>As ExceptionInformation[0] of an access violation has it (EXCEPTION_RECORD, winnt.h).</summary>
    public static string? OfException(ulong value) => value switch
    {
        0 => Read,
        1 => Write,
        8 => Execute,
        _ => null,
    };
}
