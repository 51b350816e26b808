namespace KdmpParser.Analysis.BugChecks;

/// <summary>MCi_STATUS, in which a bank of a processor reports an error (Intel SDM vol. 3B, Machine-Check Architecture, IA32_MCi_STATUS MSRs).</summary>
/// <param name="Value">The register.</param>
internal readonly record struct MachineCheckStatus(ulong Value)
{
    /// <summary>Bit 63: the rest means something.</summary>
    public bool IsValid => Bit(63);

    /// <summary>Bits 15:0: the error code that is the same on all processors.</summary>
    public uint ErrorCode => (uint)(Value & 0xffff);

    /// <summary>The register, and what its flags and its error code say.</summary>
    public override string ToString() => IsValid
        ? FormattableString.Invariant($"MCi_STATUS {Value:x16}: {string.Join(", ", Flags())}; code 0x{ErrorCode:x4}, {Class()}")
        : FormattableString.Invariant($"MCi_STATUS {Value:x16}: its valid bit (63) is clear");

    private IEnumerable<string> Flags()
    {
        yield return Bit(61) ? "uncorrected" : "corrected";
        if (Bit(62))
            yield return "an earlier error was lost (overflow)";
        if (Bit(57))
            yield return "the processor's state may be corrupt";
        if (Bit(58))
            yield return "an address was recorded";
    }

    /// <summary>Compound and simple error codes (Intel SDM vol. 3B, Interpreting the MCA Error Codes). Bit 12 says that reports are filtered, and is of no class.</summary>
    private string Class() => (ErrorCode & 0xefff) switch
    {
        0 => "no error",
        1 => "unclassified",
        2 => "parity error in the microcode ROM",
        3 => "an external signal of another processor",
        4 => "functional redundancy check",
        5 => "internal parity error",
        0x400 => "internal timer",
        >= 0x401 and <= 0x7ff => "internal error, unclassified",
        >= 0xc and <= 0xf => "cache error",
        >= 0x10 and <= 0x1f => "error of a translation buffer (TLB)",
        >= 0x80 and <= 0xff => "memory controller error",
        >= 0x100 and <= 0x1ff => "error of the cache hierarchy",
        >= 0x800 and <= 0xfff => "bus or interconnect error",
        _ => "of no public class",
    };

    private bool Bit(int bit) => (Value >> bit & 1) != 0;
}
