namespace KdmpInteractive.Commands;

/// <summary>The part of memory that a command goes through, which is all of it where nobody says where to begin.</summary>
/// <param name="IsPhysical">Whether the addresses are physical ones.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How many bytes; <see langword="null"/> for all that there are.</param>
internal readonly record struct MemoryPart(bool IsPhysical, ulong Start, ulong? Length)
{
    /// <param name="invocation">The call.</param>
    /// <param name="address">Where to begin. It is a physical address with <c>--physical</c>.</param>
    /// <param name="length">How many bytes were asked for.</param>
    /// <param name="lengthUnlessTold">How many from an address on.</param>
    public static MemoryPart Of(CommandInvocation invocation, CommandParameter address, int? length, int lengthUnlessTold)
    {
        CommandArguments arguments = invocation.Arguments;
        bool isPhysical = arguments.Has(CommandTable.Physical.Name);
        if (arguments.Has(address.Name))
            return new(isPhysical, isPhysical ? invocation.PhysicalAddress(address) : invocation.Address(address)!.Value, (ulong)(length ?? lengthUnlessTold));
        return new(
            isPhysical || (invocation.Dump.PhysicalMemory is not null && !arguments.Has(CommandTable.DirectoryTableBase.Name)), 0, length is { } bytes ? (ulong)bytes : null);
    }
}
