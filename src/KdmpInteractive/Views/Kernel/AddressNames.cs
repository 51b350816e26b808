using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Addresses as module and offset, as in <c>ntoskrnl.exe+0x334c</c>: the one place where an address gets a name.</summary>
internal static class AddressNames
{
    /// <summary>The name of an address, or <see langword="null"/> where it has none.</summary>
    /// <param name="dump">Whose address it is; without a dump, nothing has a name.</param>
    /// <param name="address">Any value.</param>
    public static string? Of(KernelDump? dump, VirtualAddress? address) =>
        address is { } known && dump?.FindModule(known) is { } module ? In(module, known) : null;

    /// <summary>The name of an address in a module.</summary>
    public static string In(LoadedModule module, VirtualAddress address) => $"{module.Name ?? "(no name)"}+{Hex.Of(address - module.Base)}";

    /// <summary>An address, and its name behind it where it has one.</summary>
    public static string With(KernelDump? dump, VirtualAddress address) => Of(dump, address) is { } name ? $"{address} {name}" : address.ToString();
}
