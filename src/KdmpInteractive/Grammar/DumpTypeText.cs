using System.Globalization;
using KdmpInteractive.Commands;
using KdmpParser;

namespace KdmpInteractive.Grammar;

/// <summary>Types of dumps that have physical memory, by number or name.</summary>
internal static class DumpTypeText
{
    /// <summary>The names, for help and completion.</summary>
    public static IEnumerable<string> Names { get; } = [.. Enum.GetValues<DumpType>().Where(HasPhysicalMemory).Select(type => type.ToString())];

    /// <summary>Reads a type.</summary>
    /// <exception cref="CommandException">It is none, or one without physical memory.</exception>
    public static DumpType Parse(string text)
    {
        bool hex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool isNumber = int.TryParse(hex ? text.AsSpan(2) : text, hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        DumpType type = isNumber ? (DumpType)number : Enum.TryParse(text, ignoreCase: true, out DumpType named) ? named : default;
        return Enum.IsDefined(type) && HasPhysicalMemory(type)
            ? type
            : throw new CommandException($"'{text}' is no type with physical memory: 1, 2, 5, 6, 8, 9 or 0xa.{NearestName.Question(text, Names)}", isUsage: true);
    }

    private static bool HasPhysicalMemory(DumpType type) => type != DumpType.Triage;
}
