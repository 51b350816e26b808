using System.Diagnostics.CodeAnalysis;

namespace KdmpParser;

/// <summary>The processor architecture, with the value of IMAGE_FILE_MACHINE (winnt.h).</summary>
[SuppressMessage("Design", "CA1008:Enums should have zero value", Justification = "Zero is no machine.")]
public enum MachineType
{
    /// <summary>x64 (IMAGE_FILE_MACHINE_AMD64).</summary>
    X64 = 0x8664,

    /// <summary>ARM64 (IMAGE_FILE_MACHINE_ARM64).</summary>
    Arm64 = 0xaa64,
}
