using System.Globalization;
using KdmpInteractive.Commands;
using KdmpParser;

namespace KdmpInteractive.Grammar;

/// <summary>Types of dumps, by number or name.</summary>
internal static class DumpTypeText
{
    /// <summary>What everybody calls a dump of type 4.</summary>
    private const string Small = "Small";

    /// <summary>The names of those that have physical memory, for help and completion.</summary>
    public static IEnumerable<string> PhysicalNames { get; } = [.. Enum.GetValues<DumpType>().Where(HasPhysicalMemory).Select(type => type.ToString())];

    /// <summary>The names of all, for help and completion.</summary>
    public static IEnumerable<string> Names { get; } = [.. Enum.GetValues<DumpType>().Select(type => HasPhysicalMemory(type) ? type.ToString() : Small)];

    /// <summary>Reads a type.</summary>
    /// <exception cref="CommandException">It is none.</exception>
    public static DumpType Parse(string text) => Find(text)
        ?? throw new CommandException($"'{text}' is no type of dump: 1, 2, 4 (small), 5, 6, 8, 9 or 0xa.{NearestName.Question(text, Names)}", isUsage: true);

    /// <summary>Reads a type that has physical memory.</summary>
    /// <exception cref="CommandException">It is none, or one without physical memory.</exception>
    public static DumpType ParsePhysical(string text) => Find(text) is { } type && HasPhysicalMemory(type)
        ? type
        : throw new CommandException($"'{text}' is no type with physical memory: 1, 2, 5, 6, 8, 9 or 0xa.{NearestName.Question(text, PhysicalNames)}", isUsage: true);

    private static DumpType? Find(string text)
    {
        bool hex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool isNumber = int.TryParse(hex ? text.AsSpan(2) : text, hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        DumpType type = isNumber ? (DumpType)number
            : text.Equals(Small, StringComparison.OrdinalIgnoreCase) ? DumpType.Triage
            : Enum.TryParse(text, ignoreCase: true, out DumpType named) ? named
            : default;
        return Enum.IsDefined(type) ? type : null;
    }

    private static bool HasPhysicalMemory(DumpType type) => type != DumpType.Triage;
}
