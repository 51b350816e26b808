namespace KdmpParser.Analysis.BugChecks;

/// <summary>Blocks that Windows keeps for whoever looks into a dump, as far as the Bug Check Code Reference shows them (0x133, 0x9f).</summary>
internal static class TriageReader
{
    public static FollowedStructure ReadDpc(KernelDump dump, VirtualAddress address)
    {
        const uint Signature = 0xaebecede;
        if (!StructureBytes.TryRead(dump, address, "DPC_WATCHDOG_GLOBAL_TRIAGE_BLOCK", 8, out StructureBytes? block, out FollowedStructure? missing))
            return missing;
        return block.U32(0x00) != Signature
            ? block.Refuse(FormattableString.Invariant($"Signature is 0x{block.U32(0x00):x}, not 0xaebecede"))
            : block.Accept(
                "Signature is 0xaebecede",
                FormattableString.Invariant($"revision {block.U16(0x04)}"),
                [block.Number("Signature", 0x00, Signature), block.Number("Revision", 0x04, block.U16(0x04)), block.Number("Size", 0x06, block.U16(0x06))]);
    }

    public static FollowedStructure ReadPower(KernelDump dump, VirtualAddress address) =>
        Read9f(dump, address, "TRIAGE_9F_POWER", 0x8000, ("IrpList", 0x08), ("ThreadList", 0x10), ("DelayedWorkQueue", 0x18));

    public static FollowedStructure ReadPnp(KernelDump dump, VirtualAddress address) =>
        Read9f(dump, address, "TRIAGE_9F_PNP", 0x8001, ("CompletionQueue", 0x08), ("DelayedWorkQueue", 0x10));

    private static FollowedStructure Read9f(KernelDump dump, VirtualAddress address, string name, ushort signature, params (string Name, int Offset)[] pointers)
    {
        if (!StructureBytes.TryRead(dump, address, name, 0x20, out StructureBytes? block, out FollowedStructure? missing))
            return missing;
        return block.U16(0x00) != signature
            ? block.Refuse(FormattableString.Invariant($"Signature is 0x{block.U16(0x00):x}, not 0x{signature:x}"))
            : block.Accept(
                FormattableString.Invariant($"Signature is 0x{signature:x}"),
                FormattableString.Invariant($"revision {block.U16(0x02)}"),
                [
                    block.Number("Signature", 0x00, signature),
                    block.Number("Revision", 0x02, block.U16(0x02)),
                    .. pointers.Select(pointer => block.PointerFact(dump, pointer.Name, pointer.Offset)),
                ]);
    }
}
