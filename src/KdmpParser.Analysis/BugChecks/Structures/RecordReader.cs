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
            {
                facts.Add(new(
                    FormattableString.Invariant($"ExceptionInformation[{i}]"),
                    address + 0x20 + (ulong)(8 * i),
                    i == 0 && IsAccess(record) && Access(value) is { } access ? FormattableString.Invariant($"{value} {access}") : Addresses.Named(dump, value)));
            }
        }

        string attempt = Attempt(dump, record) is { } tried ? $", an attempt to {tried}" : "";
        return new(Name, address)
        {
            Summary = $"{record.Name ?? code} at {Addresses.Short(dump, record.Address)}{attempt}",
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

        List<StructureFact> facts = [new("ContextFlags", address + (isArm ? 0x00UL : 0x30UL), FormattableString.Invariant($"0x{context.ContextFlags:x}"))];
        if (context.InstructionPointer is { } next)
            facts.Add(new(isArm ? "Pc" : "Rip", address + (isArm ? 0x108UL : 0xf8UL), Addresses.Named(dump, next)));
        if (context.StackPointer is { } stack)
            facts.Add(new(isArm ? "Sp" : "Rsp", address + (isArm ? 0x100UL : 0x98UL), Addresses.Named(dump, stack)));
        return new(Name, address)
        {
            Summary = context.InstructionPointer is { } stopped ? $"{(isArm ? "pc" : "rip")} {Addresses.Short(dump, stopped)}" : null,
            Facts = [.. facts],
            Check = "its ContextFlags name this architecture and no other",
        };
    }

    /// <summary>What an access violation tried, and where (EXCEPTION_RECORD, winnt.h).</summary>
    private static string? Attempt(KernelDump dump, ExceptionRecord record)
    {
        return IsAccess(record) && record is { Information: [{ } kind, { } place, ..] } && Access(kind) is { } access
            ? $"{access} {Addresses.NearNull(place) ?? Addresses.Short(dump, place)}"
            : null;
    }

    private static bool IsAccess(ExceptionRecord record) => record is { Code: AccessViolation or InPageError, ParameterCount: >= 2 };

    private static string? Access(ulong kind) => kind switch
    {
        0 => "read",
        1 => "write",
        8 => "execute",
        _ => null,
    };
}
