namespace KdmpParser.Analysis.BugChecks;

/// <summary>What is said about an address of virtual memory.</summary>
internal static class Addresses
{
    /// <summary>Windows maps nothing below for the kernel: mostly an offset from a null pointer.</summary>
    private const ulong NullPages = 0x10000;

    /// <summary>An address, and its name behind it where it has one.</summary>
    public static string Named(KernelDump dump, VirtualAddress address) => dump.Describe(address).ShortName is { } name ? $"{address} {name}" : address.ToString();

    /// <summary>The name of an address, or the address itself where it has none.</summary>
    public static string Short(KernelDump dump, VirtualAddress address) => dump.Describe(address).ShortName ?? address.ToString();

    /// <summary>What a small number is when it is used as an address; <see langword="null"/> for any other.</summary>
    public static string? NearNull(VirtualAddress address) => address.Value switch
    {
        0 => "the null pointer",
        < NullPages => FormattableString.Invariant($"0x{address.Value:x} (null pointer + 0x{address.Value:x})"),
        _ => null,
    };

    /// <summary>Whether a byte can be read.</summary>
    public static bool IsReadable(VirtualAddressSpace memory, VirtualAddress address) => memory.Read(address, stackalloc byte[1]).IsComplete;

    /// <summary>How an address is mapped and captured; or why it is not.</summary>
    public static string Memory(VirtualAddressSpace memory, VirtualAddress address)
    {
        if (!memory.HasPageTables)
            return memory.Read(address, stackalloc byte[1]).Failure is { } missing ? missing.ToString() : "captured";
        Translation translation = memory.Translate(address);
        if (translation.Failure is { } failure)
            return failure.Reason == MemoryFailureReason.NotPresent ? $"not mapped: {failure}" : failure.ToString();
        string rights = translation.IsTransition ? "in transition: in memory, but not for the processor"
            : translation is { Writable: { } writable, Executable: { } executable } ? $"{(writable ? "writable" : "read-only")}, {(executable ? "executable" : "not executable")}"
            : "through a prototype PTE";
        return $"mapped to {translation.PhysicalAddress}, {rights}";
    }
}
