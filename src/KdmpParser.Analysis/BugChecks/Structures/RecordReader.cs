namespace KdmpParser.Analysis.BugChecks;

/// <summary>EXCEPTION_RECORD and CONTEXT, where parameters point to them.</summary>
internal static class RecordReader
{
    private const uint AccessViolation = 0xc0000005;
    private const uint InPageError = 0xc0000006;

    public static FollowedStructure ReadException(KernelDump dump, VirtualAddress address)
    {
        const string Name = "EXCEPTION_RECORD";
        ExceptionRecord? known = RecordParameters.Of(dump.BugCheck).Exception == address
            ? dump.Exceptions.FirstOrDefault(exception => exception.Kind == ExceptionKind.BugCheckParameter)
            : ContextSearch.Exception(address, dump.VirtualMemory);
        if (known is not { } record)
        {
            return StructureBytes.TryRead(dump, address, Name, 0x98, out StructureBytes? bytes, out FollowedStructure? missing)
                ? bytes.Refuse(FormattableString.Invariant($"its code is 0x{bytes.U32(0x00):x}, and it has 0x{bytes.U32(0x18):x} parameters"))
                : missing;
        }

        string code = FormattableString.Invariant($"0x{record.Code:x} {record.Name}").TrimEnd();
        List<StructureFact> facts =
        [
            new("ExceptionCode", address, code),
            new("ExceptionFlags", address + 0x04, FormattableString.Invariant($"0x{record.Flags:x}")),
            new("ExceptionAddress", address + 0x10, Addresses.Named(dump, record.Address)),
            new("NumberParameters", address + 0x18, FormattableString.Invariant($"{record.ParameterCount}")),
        ];
        for (int i = 0; i < (int)record.ParameterCount; i++)
        {
            if (record.Information[i] is { } value)
                facts.Add(new(FormattableString.Invariant($"ExceptionInformation[{i}]"), address + 0x20 + (ulong)(8 * i), Addresses.Named(dump, value)));
        }

        string attempt = Attempt(record) is { } tried ? $", an attempt to {tried} {Addresses.Named(dump, record.Information[1]!.Value)}" : "";
        return new(Name, address)
        {
            Summary = $"{record.Name ?? code} at {Addresses.Named(dump, record.Address)}{attempt}",
            Facts = [.. facts],
            Check = "its code is not zero, and it has at most 15 parameters",
        };
    }

    public static FollowedStructure ReadContext(KernelDump dump, VirtualAddress address)
    {
        const string Name = "CONTEXT";
        bool isArm = dump.Machine == MachineType.Arm64;
        CpuContext? known = RecordParameters.Of(dump.BugCheck).Context == address
            ? dump.Contexts.FirstOrDefault(context => context.Kind == ContextKind.Exception)
            : ContextSearch.Context(address, ContextKind.Exception, dump.Machine, dump.VirtualMemory);
        if (known is not { } context)
        {
            return StructureBytes.TryRead(dump, address, Name, CpuContext.Size(dump.Machine), out StructureBytes? bytes, out FollowedStructure? missing)
                ? bytes.Refuse(FormattableString.Invariant($"its ContextFlags are 0x{bytes.U32(isArm ? 0x00 : 0x30):x}"))
                : missing;
        }

        string? stopped = context.InstructionPointer is { } next ? Addresses.Named(dump, next) : null;
        List<StructureFact> facts = [new("ContextFlags", address + (isArm ? 0x00UL : 0x30UL), FormattableString.Invariant($"0x{context.ContextFlags:x}"))];
        if (stopped is not null)
            facts.Add(new(isArm ? "Pc" : "Rip", address + (isArm ? 0x108UL : 0xf8UL), stopped));
        if (context.StackPointer is { } stack)
            facts.Add(new(isArm ? "Sp" : "Rsp", address + (isArm ? 0x100UL : 0x98UL), Addresses.Named(dump, stack)));
        return new(Name, address)
        {
            Summary = stopped is null ? null : $"{(isArm ? "pc" : "rip")} {stopped}",
            Facts = [.. facts],
            Check = "its ContextFlags name this architecture and no other",
        };
    }

    /// <summary>What an access violation tried (EXCEPTION_RECORD, winnt.h), up to the address.</summary>
    private static string? Attempt(ExceptionRecord record) => record.Code is not (AccessViolation or InPageError) || record.ParameterCount < 2 || record.Information[1] is null
        ? null
        : record.Information[0] switch
        {
            0 => "read from",
            1 => "write to",
            8 => "execute at",
            _ => null,
        };
}
