using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>
/// The names that stand beside addresses, as in <c>nt!KeBugCheckEx+0x10</c> or <c>ntoskrnl.exe+0x334c</c>: the one place where a formatter gets them. What is
/// just memory, or none, has no name, and so neither have numbers that happen to look like addresses of nothing.
/// </summary>
internal static class AddressNames
{
    /// <summary>The name of an address, or <see langword="null"/> where it has none.</summary>
    /// <param name="dump">Whose address it is; without a dump, nothing has a name.</param>
    /// <param name="address">Any value.</param>
    public static string? Of(KernelDump? dump, VirtualAddress? address) => address is { } known ? dump?.Describe(known).ShortName : null;

    /// <summary>The place of an address in a module, where nobody knows the dump.</summary>
    public static string In(LoadedModule module, VirtualAddress address) => $"{module.Name ?? "(no name)"}+{Hex.Of(address - module.Base)}";

    /// <summary>An address, and its name behind it where it has one.</summary>
    public static string With(KernelDump? dump, VirtualAddress address) => Of(dump, address) is { } name ? $"{address} {name}" : address.ToString();
}
