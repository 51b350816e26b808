using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using KdmpParser.Files;
using KdmpParser.Format;

namespace KdmpParser.Kernel;

/// <summary>A structure of the kernel, in memory or as the copy that a small dump keeps of it; fields are read by offset.</summary>
internal sealed class KernelStructure
{
    private readonly VirtualAddressSpace? _memory;
    private readonly DumpFile? _file;
    private readonly long _fileOffset;
    private readonly uint _size;

    private KernelStructure(string name, VirtualAddress? address, VirtualAddressSpace? memory, DumpFile? file, long fileOffset, uint size) =>
        (Name, Address, _memory, _file, _fileOffset, _size) = (name, address, memory, file, fileOffset, size);

    /// <summary>What it is called in messages, such as <c>the KPRCB</c>.</summary>
    public string Name { get; }

    /// <summary>Where it is in virtual memory; <see langword="null"/> for a copy whose place nobody knows.</summary>
    public VirtualAddress? Address { get; }

    public static KernelStructure InMemory(VirtualAddressSpace memory, VirtualAddress address, string name) => new(name, address, memory, null, 0, uint.MaxValue);

    /// <param name="file">The small dump.</param>
    /// <param name="offset">File offset of the copy, as TRIAGE_DUMP64 says; zero and the fill 'PAGE' are none.</param>
    /// <param name="size">Its size, as KDDEBUGGER_DATA64 says.</param>
    /// <param name="address">Where the original was.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="failure">Why there is none.</param>
    public static KernelStructure? Copy(DumpFile file, uint offset, uint? size, VirtualAddress? address, string name, out KernelDataFailure? failure)
    {
        if (PageFill.Recorded(offset) is null or 0 || size is not { } length)
        {
            failure = KernelDataFailure.NotRecorded($"the small dump has no copy of {name}");
            return null;
        }

        bool isInside = offset >= TriageDump64.ContentOffset && offset + (long)length <= file.Length;
        failure = isInside ? null : KernelDataFailure.CheckFailed(
            FormattableString.Invariant($"the copy of {name} (0x{length:x} bytes at offset 0x{offset:x}) does not lie behind the headers and within the file"));
        return failure is null ? new(name, address, null, file, offset, length) : null;
    }

    /// <summary>The same copy, once it is known where the original was.</summary>
    public KernelStructure At(VirtualAddress? address) => new(Name, address, _memory, _file, _fileOffset, _size);

    /// <summary>Reads a field.</summary>
    /// <returns>Why it cannot be read; <see langword="null"/> when it was.</returns>
    public KernelDataFailure? Read(uint offset, Span<byte> destination)
    {
        if (_memory is not null)
        {
            MemoryFailure? stopped = _memory.Read(Address!.Value + offset, destination).Failure;
            return stopped is { } failure ? KernelDataFailure.Unreadable(Name, failure) : null;
        }

        return offset + (ulong)destination.Length <= _size && _file!.Read(_fileOffset + offset, destination) == destination.Length
            ? null
            : KernelDataFailure.CheckFailed(FormattableString.Invariant($"a field at offset 0x{offset:x} lies outside of the copy of {Name}"));
    }

    /// <summary>Reads a field; <see langword="null"/> when its offset is not known or it cannot be read.</summary>
    public T? Read<T>(uint? offset) where T : unmanaged => offset is { } known && TryRead(known, out T value, out _) ? value : null;

    /// <summary>Reads a pointer; <see langword="null"/> also when it is zero.</summary>
    public VirtualAddress? ReadPointer(uint? offset) => Read<ulong>(offset) is { } value and not 0 ? new VirtualAddress(value) : null;

    public bool TryRead<T>(uint offset, out T value, out KernelDataFailure? failure) where T : unmanaged
    {
        Unsafe.SkipInit(out value);
        failure = Read(offset, MemoryMarshal.AsBytes(new Span<T>(ref value)));
        if (failure is not null)
            value = default;
        return failure is null;
    }
}
