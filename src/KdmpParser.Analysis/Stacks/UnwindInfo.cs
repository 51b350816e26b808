using System.Runtime.InteropServices;
using KdmpParser.Analysis.Images;

namespace KdmpParser.Analysis.Stacks;

/// <summary>
/// UNWIND_INFO of x64, versions 1 and 2: what the prologue of a function did, the last operation first. The layout is that of "x64 exception
/// handling" of Microsoft's documentation; version 2, which adds the places of the epilogues, is in no document, but in what compilers emit.
/// </summary>
internal sealed class UnwindInfo
{
    private const int HeaderSize = 4;
    private const int ChainInfo = 4; // UNW_FLAG_CHAININFO (winnt.h)

    /// <summary>The code that says how long all epilogues are.</summary>
    private readonly UnwindCode? _epilogues;

    /// <summary>Where each epilogue begins, in bytes before the end of the function.</summary>
    private readonly uint[] _epilogueStarts;

    private UnwindInfo(ReadOnlySpan<byte> header, UnwindCode[] codes, RuntimeFunction? parent)
    {
        SizeOfProlog = header[1];
        FrameRegister = header[3] & 0xf;
        FrameOffset = (ulong)(header[3] >> 4) * 16;
        Codes = [.. codes.Where(code => code.Operation != UnwindOperation.Epilogue)];
        Parent = parent;

        // The first one has their size, and in its lowest bit whether one stands at the end; the others are places. Zero fills a gap: nothing is there.
        UnwindCode[] epilogues = [.. codes.Where(code => code.Operation == UnwindOperation.Epilogue)];
        _epilogues = epilogues is [var first, ..] ? first : null;
        _epilogueStarts =
        [
            .. epilogues.Take(1).Where(code => (code.Info & 1) != 0).Select(code => (uint)code.Offset),
            .. epilogues.Skip(1).Select(code => (uint)code.Info << 8 | code.Offset),
        ];
    }

    /// <summary>Bytes of the prologue.</summary>
    public int SizeOfProlog { get; }

    /// <summary>The register that points into the frame; zero for none.</summary>
    public int FrameRegister { get; }

    /// <summary>How far that register points above the stack pointer at the time.</summary>
    public ulong FrameOffset { get; }

    /// <summary>What the prologue did, the last operation first.</summary>
    public IReadOnlyList<UnwindCode> Codes { get; }

    /// <summary>The function whose prologue ran before that of this part of it.</summary>
    public RuntimeFunction? Parent { get; }

    /// <summary>Whether it lists the epilogues, so that no code needs to be looked at.</summary>
    public bool ListsEpilogues => _epilogues is not null;

    /// <summary>Whether an address lies in one of the epilogues that it lists.</summary>
    public bool IsInEpilogue(RuntimeFunction function, uint address) =>
        _epilogues is { } epilogue && _epilogueStarts.Any(start => unchecked(address - (function.End - start)) < epilogue.Offset);

    /// <param name="memory">Where the image is.</param>
    /// <param name="address">Where it begins.</param>
    /// <param name="failure">Why it cannot be had.</param>
    public static UnwindInfo? Read(VirtualAddressSpace memory, VirtualAddress address, out KernelDataFailure? failure)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        if (!TryRead(memory, address, header, out failure))
            return null;
        int version = header[0] & 7, flags = header[0] >> 3, count = header[2];
        if (version is not (1 or 2))
        {
            failure = KernelDataFailure.CheckFailed(FormattableString.Invariant($"there is unwind data of version {version}, which is not known"), address);
            return null;
        }

        var slots = new ushort[count];
        if (!TryRead(memory, address + HeaderSize, MemoryMarshal.AsBytes(slots.AsSpan()), out failure))
            return null;
        if (Decode(slots, version) is not { } codes)
        {
            failure = KernelDataFailure.CheckFailed("there is unwind data with an operation that does not exist or is cut off", address);
            return null;
        }

        RuntimeFunction? parent = null;
        if ((flags & ChainInfo) != 0)
        {
            // Slots are filled up to an even number.
            var chained = new RuntimeFunction[1];
            if (!TryRead(memory, address + HeaderSize + (ulong)(count + (count & 1)) * sizeof(ushort), MemoryMarshal.AsBytes(chained.AsSpan()), out failure))
                return null;
            parent = chained[0];
        }

        var info = new UnwindInfo(header, codes, parent);
        if (info.FrameRegister == 0 && info.Codes.Any(code => code.Operation == UnwindOperation.SetFrameRegister))
        {
            failure = KernelDataFailure.CheckFailed("there is unwind data that sets a frame register and does not name it", address);
            return null;
        }

        return info;
    }

    private static bool TryRead(VirtualAddressSpace memory, VirtualAddress address, Span<byte> destination, out KernelDataFailure? failure)
    {
        failure = memory.Read(address, destination).Failure is { } unreadable ? KernelDataFailure.Unreadable("unwind data", unreadable) : null;
        return failure is null;
    }

    /// <returns><see langword="null"/> where one of them is none.</returns>
    private static UnwindCode[]? Decode(ReadOnlySpan<ushort> slots, int version)
    {
        var codes = new List<UnwindCode>();
        while (!slots.IsEmpty)
        {
            ushort first = slots[0];
            var operation = (UnwindOperation)(first >> 8 & 0xf);
            int info = first >> 12, length = UnwindCode.Slots(operation, info);
            if (length == 0 || length > slots.Length || (operation == UnwindOperation.Epilogue && version == 1) || (operation == UnwindOperation.AllocateLarge && info > 1))
                return null;
            codes.Add(new(unchecked((byte)first), operation, info, Operand(operation, info, slots[1..length])));
            slots = slots[length..];
        }

        return [.. codes];
    }

    private static ulong Operand(UnwindOperation operation, int info, ReadOnlySpan<ushort> slots) => operation switch
    {
        UnwindOperation.AllocateSmall => (ulong)info * 8 + 8,
        UnwindOperation.AllocateLarge when info == 0 => slots[0] * 8UL,
        UnwindOperation.Save => slots[0] * 8UL,
        UnwindOperation.SaveXmm => slots[0] * 16UL,
        UnwindOperation.AllocateLarge or UnwindOperation.SaveFar or UnwindOperation.SaveXmmFar => slots[0] | (ulong)slots[1] << 16,
        _ => 0,
    };
}
