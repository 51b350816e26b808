namespace KdmpParser.Analysis.BugChecks;

/// <summary>Device objects, the stack of them, and driver objects, by the layouts of wdm.h for 64-bit systems.</summary>
internal static class DeviceObjectReader
{
    /// <summary>sizeof(DEVICE_OBJECT), from which a driver's extension follows; a reader needs the first part.</summary>
    private const int DeviceSize = 0x150;
    private const int DevicePart = 0x50;

    /// <summary>sizeof(DRIVER_OBJECT).</summary>
    private const int DriverSize = 0x150;
    private const int DriverPart = 0x48;

    /// <summary>IO_TYPE_DEVICE.</summary>
    public const ushort DeviceType = 3;

    /// <summary>IO_TYPE_DRIVER.</summary>
    private const ushort DriverType = 4;

    public static FollowedStructure Read(KernelDump dump, VirtualAddress address)
    {
        if (!StructureBytes.TryRead(dump, address, "DEVICE_OBJECT", DevicePart, out StructureBytes? device, out FollowedStructure? missing))
            return missing;

        (ushort type, ushort size) = (device.U16(0x00), device.U16(0x02));
        if (type != DeviceType)
            return device.Refuse(FormattableString.Invariant($"Type is 0x{type:x}, not 3 (IO_TYPE_DEVICE)"));
        if (size < DeviceSize)
            return device.Refuse(FormattableString.Invariant($"Size is 0x{size:x}, less than 0x150"));

        FollowedStructure[] driver = device.Pointer(0x08) is { Value: not 0 } pointer ? [ReadDriver(dump, pointer)] : [];
        return device.Accept(
            FormattableString.Invariant($"Type is 3 (IO_TYPE_DEVICE) and Size 0x{size:x} is at least 0x150"),
            driver is [{ Summary: { } summary }] ? summary : null,
            [
                device.Number("Type", 0x00, type, "IO_TYPE_DEVICE"),
                device.Number("Size", 0x02, size),
                device.Fact("ReferenceCount", 0x04, FormattableString.Invariant($"{unchecked((int)device.U32(0x04))}")),
                device.PointerFact(dump, "DriverObject", 0x08),
                device.PointerFact(dump, "AttachedDevice", 0x18),
                device.PointerFact(dump, "CurrentIrp", 0x20),
                device.Fact("StackSize", 0x4c, FormattableString.Invariant($"{device.U8(0x4c)}")),
            ],
            driver);
    }

    /// <summary>A device object, and those that are attached on top of it, one after the other.</summary>
    public static FollowedStructure ReadStack(KernelDump dump, VirtualAddress address)
    {
        FollowedStructure bottom = Read(dump, address);
        return bottom.Failure is null ? bottom with { Linked = [.. bottom.Linked, .. Above(dump, address)] } : bottom;
    }

    public static FollowedStructure ReadDriver(KernelDump dump, VirtualAddress address)
    {
        if (!StructureBytes.TryRead(dump, address, "DRIVER_OBJECT", DriverPart, out StructureBytes? driver, out FollowedStructure? missing))
            return missing;

        (ushort type, ushort size) = (driver.U16(0x00), driver.U16(0x02));
        if (type != DriverType)
            return driver.Refuse(FormattableString.Invariant($"Type is 0x{type:x}, not 4 (IO_TYPE_DRIVER)"));
        if (size != DriverSize)
            return driver.Refuse(FormattableString.Invariant($"Size is 0x{size:x}, not 0x150"));

        VirtualAddress start = driver.Pointer(0x18);
        string? name = KernelStringReader.Counted(dump, address + 0x38, out string? why);
        string? image = dump.FindModule(start)?.Name;
        return driver.Accept(
            "Type is 4 (IO_TYPE_DRIVER) and Size is 0x150",
            name is null ? image : image is null ? name : $"{name} ({image})",
            [
                driver.Number("Type", 0x00, type, "IO_TYPE_DRIVER"),
                driver.PointerFact(dump, "DriverStart", 0x18),
                driver.Number("DriverSize", 0x20, driver.U32(0x20)),
                driver.Fact("DriverName", 0x38, name ?? why!),
            ]);
    }

    private static IEnumerable<FollowedStructure> Above(KernelDump dump, VirtualAddress bottom)
    {
        int limit = dump.VirtualMemory.Limits.DeviceStack;
        HashSet<VirtualAddress> seen = [bottom];
        for (VirtualAddress at = bottom; dump.VirtualMemory.TryRead(at + 0x18, out VirtualAddress above) && above.Value != 0; at = above)
        {
            if (!seen.Add(above))
            {
                yield return Stopped(above, new(KernelDataFailureReason.Cycle, $"the stack of devices leads back to the one at {above}", above));
                yield break;
            }

            if (seen.Count > limit)
            {
                yield return Stopped(above, KernelDataFailure.LimitExceeded("devices in a stack", limit));
                yield break;
            }

            FollowedStructure device = Read(dump, above);
            yield return device;
            if (device.Failure is not null)
                yield break;
        }
    }

    private static FollowedStructure Stopped(VirtualAddress address, KernelDataFailure failure) => new("DEVICE_OBJECT", address) { Failure = failure };
}
