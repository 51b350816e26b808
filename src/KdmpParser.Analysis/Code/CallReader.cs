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
            return new(CallCheck.NotCaptured) { Failure = KernelDataFailure.NotRecorded("no decoder of ARM64 is included", address) };
        int wanted = (int)Math.Min(LongestCall, address.Value);
        MemoryView code = Disassembler.Trailing(_memory, address, wanted, out MemoryFailure? missing);
        CallEvidence? best = null;
        byte[] bytes = [.. code.Bytes];
        var decoder = new CodeDecoder(bytes, new(code.Address), module is { Is32Bit: true } ? 32 : 64);
        for (int length = ShortestCall; length <= bytes.Length; length++)
        {
            RawInstruction found = decoder.At(bytes.Length - length);
            if (found.State != DecodingState.Decoded || found.Bytes.Length != length || !(found.Instruction.IsCallNear || found.Instruction.IsCallNearIndirect))
                continue;

            // A call to nowhere is hardly one; and of two that differ by a prefix, the longer one is: FF D0 ends 41 FF D0.
            var call = new CallEvidence(CallCheck.Call) { Call = Decoded(found) };
            bool isIndirect = found.Instruction.IsCallNearIndirect && length <= PrefixedLength(best) + 1;
            if (best is null || (IsPlausible(call) && (!IsPlausible(best) || isIndirect)))
                best = call;
        }

        if (best is not null)
            return best;
        return missing is { } failure && bytes.Length < wanted
            ? new(CallCheck.NotCaptured) { Failure = KernelDataFailure.Unreadable("the code before it", failure) }
            : new(CallCheck.NoCall) { Failure = KernelDataFailure.CheckFailed("no call ends right before it", address) };
    }

    private static int PrefixedLength(CallEvidence? best) => best?.Call?.Bytes.Length ?? 0;

    private static bool IsPlausible(CallEvidence evidence) => evidence.Call is not { Target: { } target } || target.Module is not null;

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
        if (module is not null && analyzed.CodeOf(module, _memory, out _)?.WhyNotCode(address) is { } reason)
            return reason;
        return _memory.HasPageTables && _memory.Translate(address).Executable == false ? "its page is not executable" : null;
    }
}
