namespace KdmpParser.Analysis.BugChecks;

/// <summary>KTRAP_FRAME of x64: what the kernel saved of the code that was interrupted. ntddk.h has the layout, which is the same in all versions.</summary>
internal static class TrapFrameReader
{
    private const int Size = 0x190;

    /// <summary>KGDT64_R0_CODE, and with the requestor's privilege level 3 KGDT64_R3_CODE and KGDT64_R3_CMCODE.</summary>
    private const ushort KernelCode = 0x10;
    private const ushort UserCode = 0x33;
    private const ushort UserCode32 = 0x23;

    /// <summary>Bit 1 of RFLAGS is always set (Intel SDM vol. 1, 3.4.3).</summary>
    private const uint AlwaysSet = 2;

    public static FollowedStructure Read(KernelDump dump, VirtualAddress address)
    {
        if (dump.Machine != MachineType.X64)
            return new("KTRAP_FRAME", address) { Failure = KernelDataFailure.NotRecorded("its layout is known for x64 only", address) };
        if (!StructureBytes.TryRead(dump, address, "KTRAP_FRAME", Size, out StructureBytes? frame, out FollowedStructure? missing))
            return missing;

        (VirtualAddress rip, ushort cs, uint flags) = (frame.Pointer(0x168), frame.U16(0x170), frame.U32(0x178));
        if (cs is not (KernelCode or UserCode or UserCode32))
            return frame.Refuse(FormattableString.Invariant($"SegCs is 0x{cs:x}, which is no code selector of Windows"));
        if ((flags & AlwaysSet) == 0)
            return frame.Refuse(FormattableString.Invariant($"bit 1 of EFlags (0x{flags:x}) is clear"));

        string mode = cs == KernelCode ? "kernel mode" : "user mode";
        return frame.Accept(
            FormattableString.Invariant($"SegCs 0x{cs:x} is a code selector of {mode}, and bit 1 of EFlags is set"),
            $"{mode}, rip {Addresses.Short(dump, rip)}",
            [
                frame.Number("PreviousIrql", 0x29, frame.U8(0x29), Irql.Name(frame.U8(0x29))),
                frame.PointerFact(dump, "FaultAddress", 0xd0),
                frame.Number("ErrorCode", 0x160, frame.Pointer(0x160).Value),
                frame.PointerFact(dump, "Rip", 0x168),
                frame.Number("SegCs", 0x170, cs, mode),
                frame.Number("EFlags", 0x178, flags),
                frame.PointerFact(dump, "Rsp", 0x180),
            ]);
    }
}
