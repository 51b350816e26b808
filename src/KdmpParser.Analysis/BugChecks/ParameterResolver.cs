using System.Text;

namespace KdmpParser.Analysis.BugChecks;

/// <summary>Says what the value of a parameter is, by its kind.</summary>
/// <param name="dump">The dump.</param>
/// <param name="bugCheck">Whose parameters they are.</param>
internal sealed class ParameterResolver(KernelDump dump, BugCheck bugCheck)
{
    private const uint AccessViolation = 0xc0000005;
    private const uint InPageError = 0xc0000006;
    private const string Reference = "Microsoft's Bug Check Code Reference";

    private readonly uint _code = BugCheckTexts.BaseOf(bugCheck.Code);

    /// <param name="index">0 to 3.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="meaning">What it means.</param>
    /// <param name="cause">What the subcode says, for the parameter that is one.</param>
    public BugCheckParameter Resolve(int index, ParameterKind kind, string? meaning, string? cause)
    {
        var parameter = new BugCheckParameter(index + 1, bugCheck.Parameters[index], meaning) { Kind = kind };
        if (parameter.Value is not { } value)
            return parameter with { Evidence = "the dump does not record it" };
        return kind switch
        {
            ParameterKind.Subcode => Subcode(parameter, value, cause),
            ParameterKind.Reserved => parameter with { Evidence = value == 0 ? $"{Reference} calls it reserved" : $"{Reference} calls it reserved: what it holds is not public" },
            ParameterKind.Value or ParameterKind.Depends => Unknown(parameter, value),
            ParameterKind.Address or ParameterKind.Instruction => Address(parameter, value),
            ParameterKind.OwnerTag => Address(parameter, value) is { Interpretation: not null } named
                ? named with { Evidence = $"{named.Evidence}; the system was told this address, which does not say that it is at fault" }
                : Address(parameter, value),
            ParameterKind.Prcb => Prcb(parameter, value),
            ParameterKind.Status => Status(parameter, value),
            ParameterKind.ExceptionAddress => IsMemoryException ? Address(parameter, value) : Unknown(parameter, value),
            >= ParameterKind.ExceptionRecord => Followed(parameter, value, kind),
            ParameterKind.Cookie when index > 0 => parameter with { Evidence = "what parameter 1 is compared with" },
            _ => Number(kind, value) is { } number
                ? parameter with { Interpretation = number.Text, Evidence = number.Evidence, Certainty = number.Certainty }
                : parameter with { Evidence = "no value that is documented" },
        };
    }

    private bool IsMemoryException => bugCheck.Parameter1 is { } status && Low(status) is AccessViolation or InPageError;

    private BugCheckParameter Subcode(BugCheckParameter parameter, ulong value, string? cause) => cause is not null
        ? parameter with { Interpretation = cause, Evidence = $"{Reference}, 0x{_code:x}" }
        : Unknown(parameter, value) with { Evidence = $"{Reference} does not name this value for 0x{_code:x}" };

    private static BugCheckParameter Status(BugCheckParameter parameter, ulong value) =>
        value == 0 ? parameter with { Interpretation = "STATUS_SUCCESS", Evidence = "ntstatus.h" }
        : StatusName(value) is { } name ? parameter with { Interpretation = name, Evidence = "ntstatus.h" }
        : parameter with { Evidence = "ntstatus.h has no such value" };

    /// <summary>The name of an NTSTATUS, which a parameter of 64 bits holds sign-extended or not.</summary>
    private static string? StatusName(ulong value) => value >> 32 is 0 or uint.MaxValue ? NtStatus.Name(Low(value)) : null;

    /// <summary>A number of which nothing more is known: it is named where its meaning speaks of a status, or where it happens to lie in a module.</summary>
    private BugCheckParameter Unknown(BugCheckParameter parameter, ulong value)
    {
        bool isError = Low(value) >> 31 != 0;
        if (isError && parameter.Meaning?.Contains("tatus", StringComparison.Ordinal) == true && StatusName(value) is { } status)
            return parameter with { Interpretation = status, Certainty = Certainty.Likely, Evidence = "ntstatus.h has this value" };
        if (parameter.Meaning?.Contains("NTSTATUS", StringComparison.Ordinal) == true)
            return Status(parameter, value);
        AddressDescription description = dump.Describe(value);
        return description.Module is not null
            ? parameter with { Interpretation = description.ShortName, Description = description, Certainty = Certainty.Possible, Evidence = "the value lies in that module, perhaps by chance" }
            : parameter with { Evidence = "nothing more is known of it" };
    }

    private BugCheckParameter Address(BugCheckParameter parameter, ulong value)
    {
        AddressDescription description = dump.Describe(value);
        string? name = Addresses.NearNull(value) ?? description.ShortName;
        return parameter with
        {
            Interpretation = name,
            Description = description,
            Memory = Addresses.Memory(dump.VirtualMemory, value),
            IsReadable = Addresses.IsReadable(dump.VirtualMemory, value),
            Evidence = description.Module is { } module ? $"it lies in a module from {module.Base} on"
                : Addresses.NearNull(value) is not null ? "Windows maps nothing there"
                : name is null ? "it lies in no module" : "the address",
        };
    }

    private BugCheckParameter Prcb(BugCheckParameter parameter, ulong value) =>
        dump.Processors.FirstOrDefault(processor => processor.Address == value) is { } found
            ? Address(parameter, value) with { Interpretation = $"the KPRCB of {Named(found)}", Evidence = "the list of processors has this address" }
            : Address(parameter, value);

    private BugCheckParameter Followed(BugCheckParameter parameter, ulong value, ParameterKind kind)
    {
        if (value == 0)
            return parameter with { Interpretation = "none", Evidence = "the null pointer" };
        FollowedStructure structure = Follow(value, kind);
        bool isDriver = structure.Name is "IRP" or "DEVICE_OBJECT" or "DRIVER_OBJECT";
        return parameter with
        {
            Description = dump.Describe(value),
            Memory = Addresses.Memory(dump.VirtualMemory, value),
            IsReadable = Addresses.IsReadable(dump.VirtualMemory, value),
            Structure = structure,
            Interpretation = structure.Summary ?? structure.Failure switch
            {
                null => null,
                { Memory: { } unreadable } => $"not captured: {unreadable}",
                var failure => failure.Message,
            },
            Certainty = structure.Failure is null ? structure.Certainty : Certainty.Certain,
            Evidence = $"{structure.Check ?? structure.Failure?.Message}{(isDriver && structure.Failure is null ? "; a driver that it names is where the request or the device belongs" : "")}",
        };
    }

    private FollowedStructure Follow(VirtualAddress address, ParameterKind kind) => kind switch
    {
        ParameterKind.ExceptionRecord => RecordReader.ReadException(dump, address),
        ParameterKind.Context => RecordReader.ReadContext(dump, address),
        ParameterKind.TrapFrame => TrapFrameReader.Read(dump, address),
        ParameterKind.Irp => IrpReader.Read(dump, address),
        ParameterKind.DeviceObject => DeviceObjectReader.ReadStack(dump, address),
        ParameterKind.DeviceObjectOrString => dump.VirtualMemory.TryRead(address, out ushort first) && first % 2 == 0
            ? KernelStringReader.Read(dump, address)
            : DeviceObjectReader.ReadStack(dump, address),
        ParameterKind.DriverObject => DeviceObjectReader.ReadDriver(dump, address),
        ParameterKind.PoolHeader => PoolHeaderReader.Read(dump, address),
        ParameterKind.PoolBlock => PoolHeaderReader.ReadBefore(dump, address),
        ParameterKind.Thread => ObjectReader.ReadThread(dump, address),
        ParameterKind.Process => ObjectReader.ReadProcess(dump, address),
        ParameterKind.UnicodeString => KernelStringReader.Read(dump, address),
        ParameterKind.Text => KernelStringReader.ReadText(dump, address),
        ParameterKind.DriverName => KernelStringReader.ReadName(dump, address),
        ParameterKind.ErrorRecord => ErrorRecordReader.Read(dump, address),
        ParameterKind.DpcTriage => TriageReader.ReadDpc(dump, address),
        ParameterKind.PowerTriage => TriageReader.ReadPower(dump, address),
        _ => TriageReader.ReadPnp(dump, address),
    };

    /// <summary>What a number is called; <see langword="null"/> where it is none that its kind has.</summary>
    private NumberReading? Number(ParameterKind kind, ulong value) => kind switch
    {
        ParameterKind.Irql => Irql.Name(value) is { } level ? new(level, "the levels of wdm.h") : new("no IRQL: 15 is the highest", "the levels of wdm.h"),
        ParameterKind.IrqlBits => new(
            FormattableString.Invariant($"{Level(value >> 16)}, where {Level(value >> 8)} was expected (check {value & 0xff})"), $"{Reference}: current, expected and check in a byte each"),
        ParameterKind.Access => Named(AccessParameter.Plain(value), Reference),
        ParameterKind.AccessBits => Named(AccessParameter.Bits(_code, value), $"{Reference}: bit 0 write, bit 3 execute"),
        ParameterKind.PageFaultAccess => Named(
            AccessParameter.OfPageFault(dump.Machine, dump.Header.Build, value),
            FormattableString.Invariant($"{Reference}, for {dump.Machine} and build {dump.Header.Build}"),
            Certainty.Likely),
        ParameterKind.ExceptionAccess => IsMemoryException ? Named(AccessParameter.OfException(value), "EXCEPTION_RECORD in winnt.h") : null,
        ParameterKind.Mode => Named(value switch { 0 => "kernel mode", 1 => "user mode", _ => null }, "KPROCESSOR_MODE in wdm.h"),
        ParameterKind.PhysicalAddress => new($"physical address {new PhysicalAddress(value)}{(dump.PhysicalMemory is { } memory ? Captured(memory, value) : "")}", "the number itself"),
        ParameterKind.PageFrame => value <= ulong.MaxValue / PhysicalAddress.PageSize
            ? new($"the page at {new PhysicalAddress(value * PhysicalAddress.PageSize)}{(dump.PhysicalMemory is { } memory ? Captured(memory, value * PhysicalAddress.PageSize) : "")}", "a page frame number counts pages of 4096 bytes")
            : null,
        ParameterKind.Pte => dump.Machine == MachineType.X64 ? new($"{new PageTableEntry(value).Kind}{Rights(new(value))}", "the bits of a page-table entry of x64", Certainty.Likely) : null,
        ParameterKind.Count => new(FormattableString.Invariant($"{value}"), "the number itself"),
        ParameterKind.Signed => new(FormattableString.Invariant($"{Signed(value)}"), "the number itself, with its sign"),
        ParameterKind.ApcCounts => new(
            FormattableString.Invariant($"special {unchecked((short)(value >> 16))}, kernel {unchecked((short)value)}; below zero: disabled more often than enabled"), "CombinedApcDisable holds two signed counts", Certainty.Likely),
        ParameterKind.Bytes => new(FormattableString.Invariant($"{value} bytes"), "the number itself"),
        ParameterKind.Ticks => new(FormattableString.Invariant($"{value} ticks of the clock"), "the number itself"),
        ParameterKind.Seconds => new(FormattableString.Invariant($"{value} s"), "the number itself"),
        ParameterKind.Milliseconds => new(FormattableString.Invariant($"{value} ms"), "the number itself"),
        ParameterKind.InterruptTime => value <= long.MaxValue ? new(FormattableString.Invariant($"{TimeSpan.FromTicks((long)value):c}"), "interrupt time counts units of 100 ns") : null,
        ParameterKind.Processor => Processor(value),
        ParameterKind.PoolType => Named(PoolNames.Type(value), "POOL_TYPE in wdm.h"),
        ParameterKind.PoolTag => value <= uint.MaxValue && PoolNames.Tag((uint)value) is { } tag ? new($"'{tag}'", "the four characters of the tag") : null,
        ParameterKind.SystemPowerState => Named(IrpFunctions.SystemPowerState(value), "SYSTEM_POWER_STATE in wdm.h"),
        ParameterKind.MajorFunction => Named(IrpFunctions.Major(value), "wdm.h"),
        ParameterKind.PackedText => Packed(value) is { } text ? new($"'{text}'", "its bytes as characters", Certainty.Likely) : null,
        ParameterKind.SourceLine => new(FormattableString.Invariant($"source file 0x{value >> 16 & 0xffff:x}, line {value & 0xffff}"), $"{Reference}: the high and the low 16 bits"),
        ParameterKind.Cookie => Named(
            bugCheck.Parameter2 is not { } expected ? null : value == expected ? "the one that was expected" : "not the one that was expected", "compared with parameter 2"),
        ParameterKind.CookieComplement => Named(
            bugCheck.Parameter2 is not { } cookie ? null : value == ~cookie ? "the complement of parameter 2, as it should be" : "not the complement of parameter 2: that one may be damaged itself", "compared with parameter 2"),
        ParameterKind.MachineCheckHigh => new("the high half of MCi_STATUS: see parameter 4", Reference),
        ParameterKind.MachineCheckLow => bugCheck.Parameter3 is { } high
            ? new(new MachineCheckStatus(high << 32 | Low(value)).ToString(), "parameters 3 and 4 together; Intel SDM vol. 3B, Machine-Check Architecture")
            : null,
        _ => null,
    };

    private static NumberReading? Named(string? name, string evidence, Certainty certainty = Certainty.Certain) => name is null ? null : new(name, evidence, certainty);

    private static string Level(ulong bits) => Irql.Name(bits & 0xff) ?? FormattableString.Invariant($"0x{bits & 0xff:x}");

    private static string Captured(PhysicalMemory memory, ulong address) =>
        memory.Read(address, stackalloc byte[1]).IsComplete ? ", which is in the dump" : ", which is not in the dump";

    private static string Rights(PageTableEntry entry) =>
        entry.Present ? $", {(entry.Writable ? "writable" : "read-only")}, {(entry.NoExecute ? "not executable" : "executable")}" : "";

    private static uint Low(ulong value) => unchecked((uint)value);

    /// <summary>Negative numbers come with 64 bits or with 32.</summary>
    private static long Signed(ulong value) => unchecked(value <= uint.MaxValue ? (int)value : (long)value);

    private static string? Packed(ulong value)
    {
        string text = Encoding.Latin1.GetString(BitConverter.GetBytes(value)).Replace("\0", "", StringComparison.Ordinal);
        return text.Length > 0 && text.All(character => character is >= ' ' and <= '~') ? text : null;
    }

    private NumberReading? Processor(ulong number)
    {
        if (dump.Header.ProcessorCount is { } count && number >= count)
            return new(FormattableString.Invariant($"no processor: there are {count}"), "the header's number of processors");
        return dump.Processors.FirstOrDefault(processor => processor.Number == number) is { } found
            ? new(Named(found), "the control block of that processor (KPRCB)")
            : new(FormattableString.Invariant($"processor {number}"), "the number itself");
    }

    private string Named(Processor processor) => processor.Context?.InstructionPointer is { } next
        ? FormattableString.Invariant($"processor {processor.Number}, which stood at {Addresses.Short(dump, next)}")
        : FormattableString.Invariant($"processor {processor.Number}");

    /// <summary>What a number is called, and how that is known.</summary>
    private sealed record NumberReading(string Text, string Evidence, Certainty Certainty = Certainty.Certain);
}
