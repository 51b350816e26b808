using System.Globalization;

namespace KdmpParser.Analysis;

/// <summary>An access to memory that an instruction makes.</summary>
/// <param name="Access">What it does.</param>
/// <param name="Text">How the instruction names the place, as in <c>rcx+18h</c>; <c>rip</c> for the instruction itself.</param>
/// <param name="Size">How many bytes; zero where the instruction does not say.</param>
public sealed record AttemptedAccess(MemoryAccess Access, string Text, int Size)
{
    /// <summary>Where; <see langword="null"/> where a register or the base of a segment is not known.</summary>
    public VirtualAddress? Address { get; init; }

    /// <summary>What lies there, where that has a name.</summary>
    public AddressDescription? Description { get; init; }

    /// <summary>What the page tables say to it.</summary>
    public AccessOutcome Outcome { get; init; }

    /// <summary>Why the memory cannot be had, where it cannot.</summary>
    public MemoryFailure? Failure { get; init; }

    /// <summary>In words, as in <c>reads 8 bytes at rcx+18h = 00000000`00000018: not present at PML4E</c>.</summary>
    public override string ToString()
    {
        string size = Size > 0 && Access != MemoryAccess.Execute ? string.Create(CultureInfo.InvariantCulture, $" {Size} {(Size == 1 ? "byte" : "bytes")}") : "";
        string place = Address is { } address
            ? $"{Text} = {address}{(Description is { } description ? $" ({description})" : "")}"
            : $"{Text}, which is not known";
        return $"{Verb(Access)}{size} at {place}: {Result()}";
    }

    /// <summary>Third person: reads, writes.</summary>
    internal static string Verb(MemoryAccess access) => access switch
    {
        MemoryAccess.Read => "reads",
        MemoryAccess.Write => "writes",
        MemoryAccess.ReadWrite => "reads and writes",
        MemoryAccess.Execute => "executes",
        _ => "takes the address",
    };

    private string Result() => Outcome switch
    {
        AccessOutcome.Allowed => "allowed by the page tables in the dump",
        AccessOutcome.NotCanonical => "not a canonical address",
        AccessOutcome.Misaligned => "not aligned as the instruction demands",
        AccessOutcome.NotPresent when Failure is { } failure => failure.ToString(),
        AccessOutcome.NotPresent => "not present for the processor, in transition or a prototype",
        AccessOutcome.NotWritable => "not writable",
        AccessOutcome.NotExecutable => "not executable",
        AccessOutcome.NotForUsers => "not for user mode",
        _ when Failure is { } failure => $"not known whether that is allowed ({failure})",
        _ when Address is null => "not known whether that is allowed",
        _ => "not known whether that is allowed (the dump has no page tables)",
    };
}
