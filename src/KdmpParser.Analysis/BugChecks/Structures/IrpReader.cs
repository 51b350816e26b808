namespace KdmpParser.Analysis.BugChecks;

/// <summary>
/// I/O request packets and their stack locations. The layouts are those of wdm.h for 64-bit systems, which have not changed since the first
/// of them: they are part of the interface that drivers are compiled against.
/// </summary>
internal static class IrpReader
{
    /// <summary>sizeof(IRP); the stack locations follow.</summary>
    private const int Size = 0xd0;

    /// <summary>sizeof(IO_STACK_LOCATION).</summary>
    private const int LocationSize = 0x48;

    /// <summary>IO_TYPE_IRP.</summary>
    private const ushort IrpType = 6;

    public static FollowedStructure Read(KernelDump dump, VirtualAddress address)
    {
        if (!StructureBytes.TryRead(dump, address, "IRP", Size, out StructureBytes? irp, out FollowedStructure? missing))
            return missing;

        (ushort type, ushort size, byte count, var current) = (irp.U16(0x00), irp.U16(0x02), irp.U8(0x42), unchecked((sbyte)irp.U8(0x43)));
        if (type != IrpType)
            return irp.Refuse(FormattableString.Invariant($"Type is 0x{type:x}, not 6 (IO_TYPE_IRP)"));
        if (count > sbyte.MaxValue || size < Size + LocationSize * count)
            return irp.Refuse(FormattableString.Invariant($"Size 0x{size:x} has no room for {count} stack locations"));

        // One more while no driver has it yet, two more once all of them are done with it.
        if (current > count + 2)
            return irp.Refuse(FormattableString.Invariant($"CurrentLocation is {current}, and there are {count} stack locations"));

        FollowedStructure[] location = current > 0 && current <= count ? [ReadLocation(dump, address + Size + (ulong)((current - 1) * LocationSize))] : [];
        List<StructureFact> facts =
        [
            irp.Number("Type", 0x00, type, "IO_TYPE_IRP"),
            irp.Number("Size", 0x02, size),
            irp.Number("IoStatus.Status", 0x30, irp.U32(0x30), NtStatus.Name(irp.U32(0x30))),
            irp.Fact("StackCount", 0x42, FormattableString.Invariant($"{count}")),
            irp.Fact("CurrentLocation", 0x43, FormattableString.Invariant($"{current}{Remark(current, count)}")),
            irp.PointerFact(dump, "CancelRoutine", 0x68),
            irp.PointerFact(dump, "Tail.Overlay.Thread", 0x98),
            irp.PointerFact(dump, "Tail.Overlay.CurrentStackLocation", 0xb8),
        ];
        string check = FormattableString.Invariant($"Type is 6 (IO_TYPE_IRP), Size 0x{size:x} has room for {count} stack locations, and CurrentLocation is within them");
        return irp.Accept(check, location is [{ Summary: { } summary }] ? summary : Remark(current, count).TrimStart(':', ' '), facts, location);
    }

    private static string Remark(int current, int count) => current <= 0 ? ": no stack location is left"
        : current == count + 1 ? ": no driver has it yet"
        : current > count ? ": all drivers are done with it"
        : "";

    private static FollowedStructure ReadLocation(KernelDump dump, VirtualAddress address)
    {
        if (!StructureBytes.TryRead(dump, address, "IO_STACK_LOCATION", LocationSize, out StructureBytes? location, out FollowedStructure? missing))
            return missing;

        (byte major, byte minor) = (location.U8(0x00), location.U8(0x01));
        if (IrpFunctions.Major(major) is not { } name)
            return location.Refuse(FormattableString.Invariant($"MajorFunction is 0x{major:x}, and 0x1b is the last"));

        FollowedStructure[] device = location.Pointer(0x28) is { Value: not 0 } pointer ? [DeviceObjectReader.Read(dump, pointer)] : [];
        List<StructureFact> facts = [location.Number("MajorFunction", 0x00, major, name), location.Number("MinorFunction", 0x01, minor, IrpFunctions.Minor(major, minor))];
        string? state = IrpFunctions.HasPowerState(major, minor) ? IrpFunctions.PowerState(location.U32(0x10), location.U32(0x18)) : null;
        if (state is not null)
            facts.Add(location.Fact("Parameters.Power.State", 0x18, state));
        facts.AddRange(
        [
            location.PointerFact(dump, "DeviceObject", 0x28),
            location.PointerFact(dump, "FileObject", 0x30),
            location.PointerFact(dump, "CompletionRoutine", 0x38),
        ]);
        string?[] words = [name, IrpFunctions.Minor(major, minor), state, device is [{ Summary: { } summary }] ? $"at a device of {summary}" : null];
        return location.Accept("MajorFunction is one that wdm.h names", string.Join(", ", words.OfType<string>()), facts, device);
    }
}
