using System.Text;

namespace KdmpParser.Analysis.BugChecks;

/// <summary>Names that parameters and structures point to.</summary>
internal static class KernelStringReader
{
    /// <summary>Characters of a text that ends with a zero; none that a bug check names is longer.</summary>
    private const int MostCharacters = 256;

    /// <summary>A UNICODE_STRING (ntdef.h) as a structure.</summary>
    public static FollowedStructure Read(KernelDump dump, VirtualAddress address)
    {
        if (!StructureBytes.TryRead(dump, address, "UNICODE_STRING", 0x10, out StructureBytes? header, out FollowedStructure? missing))
            return missing;
        if (Counted(dump, address, out string? why) is not { } text)
            return header.Refuse(why!);
        return header.Accept(
            "Length is even and not larger than MaximumLength, and the text can be read",
            text,
            [
                header.Fact("Length", 0x00, FormattableString.Invariant($"{header.U16(0x00)}")),
                header.Fact("MaximumLength", 0x02, FormattableString.Invariant($"{header.U16(0x02)}")),
                header.PointerFact(dump, "Buffer", 0x08),
            ]);
    }

    /// <summary>Characters of one byte each, ended by a zero, as a structure.</summary>
    public static FollowedStructure ReadText(KernelDump dump, VirtualAddress address) => Terminated(dump, address, 1, "text");

    /// <summary>A driver's name: a UNICODE_STRING where it reads as one, else characters of two bytes or of one, ended by a zero.</summary>
    public static FollowedStructure ReadName(KernelDump dump, VirtualAddress address)
    {
        FollowedStructure counted = Read(dump, address);
        if (counted.Failure is not { Reason: KernelDataFailureReason.CheckFailed })
            return counted;
        FollowedStructure wide = Terminated(dump, address, 2, "name");
        return wide.Failure is null ? wide : Terminated(dump, address, 1, "name");
    }

    /// <summary>The text of a UNICODE_STRING; more than <see cref="KernelDumpLimits.NameBytes"/> is cut.</summary>
    /// <param name="dump">The dump.</param>
    /// <param name="address">Where its lengths are.</param>
    /// <param name="why">Why there is none.</param>
    public static string? Counted(KernelDump dump, VirtualAddress address, out string? why)
    {
        VirtualAddressSpace memory = dump.VirtualMemory;
        why = null;
        if (!memory.TryRead(address, out ushort length, out MemoryFailure failure) || !memory.TryRead(address + 2, out ushort maximum, out failure)
            || !memory.TryRead(address + 8, out VirtualAddress buffer, out failure))
            why = $"it cannot be read: {failure}";
        else if (length % 2 != 0 || length > maximum)
            why = FormattableString.Invariant($"Length 0x{length:x} and MaximumLength 0x{maximum:x} do not fit");
        else if (memory.TryReadText(buffer, Math.Min(length, memory.Limits.NameBytes), Encoding.Unicode, out string? text, out failure))
            return text;
        else
            why = $"its text cannot be read: {failure}";
        return null;
    }

    private static FollowedStructure Terminated(KernelDump dump, VirtualAddress address, int size, string what)
    {
        var characters = new StringBuilder();
        Span<byte> bytes = stackalloc byte[2];
        bytes.Clear();
        for (int i = 0; i < MostCharacters; i++)
        {
            if (dump.VirtualMemory.Read(address + (ulong)(i * size), bytes[..size]).Failure is { } failure)
                return StructureBytes.Missing(what, address, failure);
            var character = (char)BitConverter.ToUInt16(bytes);
            if (character == 0)
                break;
            if (character is < ' ' or > '~')
                return NoText(what, address, FormattableString.Invariant($"character {i} is 0x{(int)character:x}"));
            characters.Append(character);
        }

        return characters.Length == 0
            ? NoText(what, address, "it is empty")
            : new(what, address) { Summary = characters.ToString(), Check = "printable characters up to a zero" };
    }

    private static FollowedStructure NoText(string what, VirtualAddress address, string why) =>
        new(what, address) { Failure = KernelDataFailure.CheckFailed($"this is no {what}: {why}", address) };
}
