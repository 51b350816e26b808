using System.Globalization;
using KdmpInteractive.Commands;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Grammar;

/// <summary>
/// Addresses as people type and paste them: <c>0x1000</c>, <c>1000h</c>, <c>fffff805`108776a0</c>, plain hex; the names of registers and
/// modules; and any of these with a hexadecimal distance, as in <c>rsp+20</c> and <c>nt-0x10</c>.
/// </summary>
public static class AddressExpression
{
    /// <summary>WinDbg's name of the kernel, whatever its file is called.</summary>
    private const string Kernel = "nt";

    private const string Forms = "write it as 0x1000, 1000h, fffff805`108776a0 or plain hex, or as a register or a module, with or without +0x10";

    /// <summary>Works out an address.</summary>
    /// <param name="text">What was typed. What can be read as a number is one: a module named <c>beef.sys</c> has to be written in full.</param>
    /// <param name="dump">The dump whose registers and modules have names; <see langword="null"/> where numbers are all there is.</param>
    /// <exception cref="CommandException">The text is no address of at most 64 bits.</exception>
    public static ulong Evaluate(string text, KernelDump? dump)
    {
        ArgumentNullException.ThrowIfNull(text);
        string expression = text.Trim();
        for (ulong distance = 0; ;)
        {
            if (TryNumber(expression, out ulong start) || (dump is not null && TryName(expression, dump, out start)))
                return unchecked(start + distance);

            // From the right, since the name of a module can have a sign in it.
            int sign = expression.LastIndexOfAny(['+', '-']);
            if (sign <= 0 || !TryNumber(expression[(sign + 1)..].Trim(), out ulong last))
                break;
            distance = unchecked(expression[sign] == '+' ? distance + last : distance - last);
            expression = expression[..sign].TrimEnd();
        }

        string nearest = dump is null ? "" : NearestName.Question(expression, Names(dump));
        throw new CommandException($"'{expression}' is not an address; {Forms}.{nearest}", isUsage: true);
    }

    private static bool TryNumber(string text, out ulong number)
    {
        string digits = text.Replace("`", "", StringComparison.Ordinal);
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            digits = digits[2..];
        else if (digits.EndsWith('h') || digits.EndsWith('H'))
            digits = digits[..^1];
        return ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
    }

    private static bool TryName(string name, KernelDump dump, out ulong address)
    {
        address = 0;
        string register = name.TrimStart('@');
        if (dump.Context is { } context && context.Registers.FirstOrDefault(known => IsSame(known.Name, register)) is { Name: not null } found)
        {
            if (found.Bits > 64)
                throw new CommandException($"{found.Name} has {found.Bits} bits, too many for an address.", isUsage: true);
            address = (ulong)(found.Value ?? throw new CommandException($"{dump.Name} has no content of {found.Name}."));
            return true;
        }

        if (Module(name, dump) is not { } module)
            return false;
        address = module.Base.Value;
        return true;
    }

    /// <summary>A module by its file name, with or without its ending. The kernel is the first of its list.</summary>
    private static LoadedModule? Module(string name, KernelDump dump)
    {
        IEnumerable<LoadedModule> modules = dump.KernelModules.Concat(dump.UserModules);
        return modules.FirstOrDefault(module => IsSame(module.Name, name))
            ?? modules.FirstOrDefault(module => IsSame(Path.GetFileNameWithoutExtension(module.Name), name))
            ?? (IsSame(name, Kernel) && dump.KernelModules.Count > 0 ? dump.KernelModules[0] : null);
    }

    /// <summary>Everything that has a name that can be typed: registers of 64 bits, modules with and without their ending.</summary>
    /// <param name="dump">The dump.</param>
    internal static IEnumerable<string> Names(KernelDump dump)
    {
        string[] modules = [.. dump.KernelModules.Concat(dump.UserModules).Select(module => module.Name).OfType<string>().Where(name => VisibleText.Of(name) == name)];
        IEnumerable<string> registers = dump.Context?.Registers.Where(register => register is { Bits: 64, Value: not null }).Select(register => register.Name) ?? [];
        return [.. registers, .. modules, .. modules.Select(name => Path.GetFileNameWithoutExtension(name))];
    }

    private static bool IsSame(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
