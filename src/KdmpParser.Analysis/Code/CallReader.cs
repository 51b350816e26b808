using System.Collections.Immutable;
using Iced.Intel;

namespace KdmpParser.Analysis.Code;

/// <summary>Tells whether a call ends right before an address.</summary>
internal sealed class CallReader(AnalyzedDump analyzed)
{
    /// <summary>FF /2 with a SIB byte and a displacement of four bytes has seven; REX, and a segment or branch-hint prefix, one more each.</summary>
    private const int LongestCall = 9;

    private const int ShortestCall = 2;

    /// <summary>IMAGE_DOS_HEADER (winnt.h), with which every image begins, whether or not the rest of its headers can be had.</summary>
    private const ulong DosHeaderSize = 0x40;

    private readonly KernelDump _dump = analyzed.Dump;
    private readonly VirtualAddressSpace _memory = analyzed.Dump.VirtualMemory;
    private readonly CodeText _text = new(analyzed.Dump);

    public CallEvidence Before(VirtualAddress address)
    {
        LoadedModule? module = _dump.FindModule(address);
        if (WhyNotCode(address, module) is { } reason)
            return new(CallCheck.NotCode) { Failure = KernelDataFailure.CheckFailed(reason, address) };
        if (_dump.Machine == MachineType.Arm64)
            return BeforeArm64(address);
        int wanted = (int)Math.Min(LongestCall, address.Value);
        MemoryView code = Disassembler.Trailing(_memory, address, wanted, out MemoryFailure? missing);
        byte[] bytes = [.. code.Bytes];
        var decoder = new CodeDecoder(bytes, new(code.Address), module is { Is32Bit: true } ? 32 : 64);
        DecodedInstruction? best = null;
        int bestRank = 0;
        for (int length = ShortestCall; length <= bytes.Length; length++)
        {
            RawInstruction found = decoder.At(bytes.Length - length);
            if (found.State == DecodingState.Decoded && found.Bytes.Length == length && Rank(found.Instruction) is var rank && rank > 0 && rank >= bestRank)
                (best, bestRank) = (Decoded(found), rank);
        }

        if (best is not null)
            return new(CallCheck.Call) { Call = best };
        return missing is { } failure && bytes.Length < wanted
            ? new(CallCheck.NotCaptured) { Failure = KernelDataFailure.Unreadable("the code before it", failure) }
            : new(CallCheck.NoCall) { Failure = KernelDataFailure.CheckFailed("no call ends right before it", address) };
    }

    /// <summary>BL has 100101 in bits 31:26; BLR and its forms with pointer authentication have 1101011x0011111100000 in bits 31:12 (Arm ARM, C4.1.66).</summary>
    private CallEvidence BeforeArm64(VirtualAddress address)
    {
        VirtualAddress place = address - sizeof(uint);
        if (!_memory.TryRead(place, out uint word, out MemoryFailure missing))
            return new(CallCheck.NotCaptured) { Failure = KernelDataFailure.Unreadable("the code before it", missing) };
        bool isDirect = word >> 26 == 0b100101;
        if (!isDirect && (word & 0xfeff_f000) != 0xd63f_0000)
            return new(CallCheck.NoCall) { Failure = KernelDataFailure.CheckFailed("no call stands right before it", address) };

        // 26 bits, signed, in words.
        VirtualAddress target = place + unchecked((ulong)((long)(int)(word << 6) >> 4));
        return new(CallCheck.Call)
        {
            Call = new(place, [.. BitConverter.GetBytes(word)], isDirect ? $"bl      {_dump.Describe(target).ShortName ?? target.ToString()}" : FormattableString.Invariant($"blr     x{word >> 5 & 31}"))
            {
                Target = isDirect ? _dump.Describe(target) : null,
            },
        };
    }

    /// <summary>
    /// How likely an instruction is the call that was made, if it is one: a distance that happens to lead into a module is rare, one that leads
    /// elsewhere is not. Of two alike, the longer one is right: FF D0 also ends 41 FF D0.
    /// </summary>
    private int Rank(in Instruction instruction) => instruction.IsCallNearIndirect ? 2 : !instruction.IsCallNear ? 0 : _dump.FindModule(instruction.NearBranchTarget) is null ? 1 : 3;

    private DecodedInstruction Decoded(RawInstruction found)
    {
        ImmutableArray<byte> bytes = [.. found.Bytes.Span];
        return new(found.Address, bytes, _text.Of(found.Instruction)) { Target = Target(found.Instruction) };
    }

    /// <summary>Where it leads; through a pointer, as that stands in the dump.</summary>
    private AddressDescription? Target(in Instruction instruction)
    {
        if (instruction.IsCallNear)
            return _dump.Describe(instruction.NearBranchTarget);
        return instruction.IsIPRelativeMemoryOperand && _memory.TryRead(instruction.IPRelativeMemoryAddress, out ulong pointer) ? _dump.Describe(pointer) : null;
    }

    private string? WhyNotCode(VirtualAddress address, LoadedModule? module)
    {
        if (module is not null && address - module.Base < DosHeaderSize)
            return "it lies in the headers of the image";
        if (module is not null && analyzed.ImageOf(module).WhyNotCode(address) is { } reason)
            return reason;
        return _memory.HasPageTables && _memory.Translate(address).Executable == false ? "its page is not executable" : null;
    }
}
