using System.Collections.Immutable;
using System.Runtime.InteropServices;
using KdmpParser.Format;

namespace KdmpParser;

/// <summary>A decoded copy of EXCEPTION_RECORD64 (winnt.h).</summary>
public sealed record ExceptionRecord
{
    /// <summary>How many parameters an exception can have (EXCEPTION_MAXIMUM_PARAMETERS).</summary>
    public const int MaximumParameters = 15;

    /// <summary>Where the record was found.</summary>
    public ExceptionKind Kind { get; init; }

    /// <summary>The NTSTATUS of the exception, such as 0xc0000005.</summary>
    public required uint Code { get; init; }

    /// <summary>Bit 0: execution cannot go on.</summary>
    public uint Flags { get; init; }

    /// <summary>Address of the exception that was being handled when this one came up, or zero.</summary>
    public VirtualAddress Record { get; init; }

    /// <summary>Address of the instruction that raised the exception.</summary>
    public required VirtualAddress Address { get; init; }

    /// <summary>How many entries of <see cref="Information"/> mean something, as recorded: it may say more than 15.</summary>
    public uint ParameterCount { get; init; }

    /// <summary>
    /// All 15 slots, the ones past <see cref="ParameterCount"/> too; <see langword="null"/> where nothing was recorded, as in every
    /// slot of a small dump whose bug check raised no exception.
    /// </summary>
    public ImmutableArray<ulong?> Information { get; init; } = ImmutableCollectionsMarshal.AsImmutableArray(new ulong?[MaximumParameters]);

    /// <summary>The symbolic name of <see cref="Code"/>, or <see langword="null"/> when ntstatus.h has none.</summary>
    public string? Name => NtStatus.Name(Code);

    /// <summary>One line, as in <c>c0000005 STATUS_ACCESS_VIOLATION at fffff805`2a341234</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Code:x8} {Name ?? "(no name)"} at {Address}");

    internal static ExceptionRecord? Decode(in ExceptionRecord64 record, ExceptionKind kind)
    {
        if (PageFill.Recorded(record.ExceptionCode) is null)
            return null;
        return new()
        {
            Kind = kind,
            Code = record.ExceptionCode,
            Flags = record.ExceptionFlags,
            Record = new(record.ExceptionRecord),
            Address = new(record.ExceptionAddress),
            ParameterCount = record.NumberParameters,
            Information = PageFill.Recorded(record.ExceptionInformation),
        };
    }

    internal void Encode(ref ExceptionRecord64 record)
    {
        record = default;
        record.ExceptionCode = Code;
        record.ExceptionFlags = Flags;
        record.ExceptionRecord = Record.Value;
        record.ExceptionAddress = Address.Value;
        record.NumberParameters = ParameterCount;
        for (int i = 0; i < MaximumParameters; i++)
            record.ExceptionInformation[i] = Information[i] ?? PageFill.UInt64;
    }
}
