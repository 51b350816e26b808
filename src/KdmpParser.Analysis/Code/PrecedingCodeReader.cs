using System.Runtime.InteropServices;
using KdmpParser.Analysis.Images;

namespace KdmpParser.Analysis.Code;

/// <summary>Finds the instructions before an address: from where its function begins or, where that is not known, by agreement.</summary>
/// <param name="analyzed">The dump.</param>
/// <param name="memory">The address space.</param>
/// <param name="bitness">64 or 32.</param>
internal sealed class PrecedingCodeReader(AnalyzedDump analyzed, VirtualAddressSpace memory, int bitness)
{
    /// <summary>Bytes in which decoding that began wrongly falls in with the right instructions, but for rare exceptions.</summary>
    private const int SettlingBytes = 64;

    /// <param name="address">The address.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="lines">Where they are put.</param>
    public PrecedingCode Read(VirtualAddress address, int count, List<RawInstruction> lines)
    {
        PrecedingCode? known = FromFunction(address, count, lines, out KernelDataFailure? whyNot);
        return known ?? ByAgreement(address, count, lines) with { Failure = whyNot };
    }

    private PrecedingCode? FromFunction(VirtualAddress address, int count, List<RawInstruction> lines, out KernelDataFailure? failure)
    {
        if (analyzed.Dump.FindModule(address) is not { } module)
        {
            failure = KernelDataFailure.NotRecorded("no function begins are known outside of modules");
            return null;
        }

        AnalyzedImage image = analyzed.ImageOf(module, memory);
        if (image.Functions.FindBelow(address - 1, out failure) is not { } function)
        {
            failure ??= image.FunctionsFailure ?? KernelDataFailure.NotRecorded("the exception directory of the image has no function before it");
            return null;
        }

        ulong length = address - function.Start;
        if (length > (ulong)memory.Limits.FunctionBytes)
        {
            failure = KernelDataFailure.LimitExceeded("bytes of a function", memory.Limits.FunctionBytes);
            return null;
        }

        MemoryView code = memory.View(function.Start, (int)length);
        if (code.Failure is { } missing)
        {
            failure = KernelDataFailure.Unreadable("the function", missing);
            return null;
        }

        RawInstruction[] decoded = [.. new CodeDecoder(ImmutableCollectionsMarshal.AsArray(code.Bytes)!, function.Start, bitness).From(0)];
        if (Array.Exists(decoded, line => line.State != DecodingState.Decoded))
        {
            failure = KernelDataFailure.CheckFailed($"decoding from the function's first byte at {function.Start} does not arrive there", address);
            return null;
        }

        failure = null;
        RawInstruction[] last = decoded[^Math.Min(count, decoded.Length)..];
        lines.AddRange(last);
        bool isInside = address < function.End;
        return new(last.Length, CodeStart.FunctionTable, isInside ? Certainty.Certain : Certainty.Likely, isInside
            ? $"decoded from the beginning of the function at {function.Start}, which the exception directory names"
            : $"decoded from the beginning of the function before it at {function.Start}, and on behind its end")
        {
            Failure = last.Length < count ? KernelDataFailure.NotRecorded("the function begins there", function.Start) : null,
        };
    }

    private PrecedingCode ByAgreement(VirtualAddress address, int count, List<RawInstruction> lines)
    {
        ulong wanted = Math.Min((ulong)count * CodeDecoder.LongestInstruction + SettlingBytes, address.Value);
        MemoryView code = Disassembler.Trailing(memory, address, (int)wanted, out MemoryFailure? missing);
        var decoder = new CodeDecoder(ImmutableCollectionsMarshal.AsArray(code.Bytes)!, new(code.Address), bitness);
        (List<int> starts, int arriving, int agreeing) = CodeAgreement.Find(decoder, code.Bytes.Length, count);
        if (starts.Count == 0)
        {
            return new(0, CodeStart.None, Certainty.Possible, missing is { } reason && code.Bytes.IsEmpty
                ? $"the byte before it is missing: {reason}"
                : "no instruction ends right before it");
        }

        starts.Reverse();
        lines.AddRange(starts.Select(decoder.At));
        return new(
            starts.Count,
            CodeStart.Agreement,
            2 * agreeing > arriving ? Certainty.Likely : Certainty.Possible,
            FormattableString.Invariant($"guessed: of the {arriving} bytes before it from which decoding arrives at it, {agreeing} agree on the last instruction"));
    }
}
