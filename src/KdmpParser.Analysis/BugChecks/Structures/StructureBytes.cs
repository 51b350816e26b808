using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace KdmpParser.Analysis.BugChecks;

/// <summary>The first bytes of a structure in memory, all that its reader needs; fields are taken out by offset.</summary>
internal sealed class StructureBytes
{
    private readonly string _name;
    private readonly byte[] _bytes;

    private StructureBytes(string name, VirtualAddress address, byte[] bytes) => (_name, Address, _bytes) = (name, address, bytes);

    public VirtualAddress Address { get; }

    /// <summary>Reads a structure, or says why not.</summary>
    public static bool TryRead(
        KernelDump dump, VirtualAddress address, string name, int size, [NotNullWhen(true)] out StructureBytes? bytes, [NotNullWhen(false)] out FollowedStructure? missing)
    {
        var buffer = new byte[size];
        MemoryFailure? failure = dump.VirtualMemory.Read(address, buffer).Failure;
        bytes = failure is null ? new(name, address, buffer) : null;
        missing = failure is { } stopped ? Missing(name, address, stopped) : null;
        return bytes is not null;
    }

    /// <summary>A structure that cannot be read.</summary>
    public static FollowedStructure Missing(string name, VirtualAddress address, MemoryFailure failure) =>
        new(name, address) { Failure = KernelDataFailure.Unreadable($"the {name}", failure) };

    /// <summary>What lies there is not what it should be.</summary>
    public FollowedStructure Refuse(string why) => new(_name, Address) { Failure = KernelDataFailure.CheckFailed($"this is no {_name}: {why}", Address) };

    public FollowedStructure Accept(string check, string? summary, IEnumerable<StructureFact> facts, params IEnumerable<FollowedStructure> linked) =>
        new(_name, Address) { Check = check, Summary = summary, Facts = [.. facts], Linked = [.. linked] };

    public byte U8(int offset) => _bytes[offset];

    public ushort U16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(offset));

    public uint U32(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(offset));

    public VirtualAddress Pointer(int offset) => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan(offset));

    public Guid Guid(int offset) => new(_bytes.AsSpan(offset, 16));

    public ReadOnlySpan<byte> Span(int offset, int count) => _bytes.AsSpan(offset, count);

    public StructureFact Fact(string name, int offset, string value) => new(name, Address + (ulong)offset, value);

    /// <summary>A number as the debuggers write it, and what it is called.</summary>
    public StructureFact Number(string name, int offset, ulong value, string? called = null) =>
        Fact(name, offset, FormattableString.Invariant($"0x{value:x}") + (called is null ? "" : $" {called}"));

    /// <summary>A pointer, and what it points to.</summary>
    public StructureFact PointerFact(KernelDump dump, string name, int offset) => Fact(name, offset, Addresses.Named(dump, Pointer(offset)));
}
