using System.Globalization;
using KdmpParser;

namespace KdmpInteractive.Rendering;

/// <summary>Numbers as the debuggers write them.</summary>
internal static class Hex
{
    /// <summary>Lower-case with prefix and without padding, as in <c>0x1ad000</c>: the form of every JSON output.</summary>
    public static string Of(UInt128 value) => string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");

    /// <inheritdoc cref="Of(UInt128)"/>
    public static string Of(ulong value) => string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");

    /// <summary>The same, or <see langword="null"/> for what was not recorded.</summary>
    public static string? Recorded(UInt128? value) => value is { } known ? Of(known) : null;

    /// <inheritdoc cref="Recorded(UInt128?)"/>
    public static string? Recorded(ulong? value) => value is { } known ? Of(known) : null;

    /// <summary>All digits of a register's width, without prefix; question marks for one that was not captured.</summary>
    public static string Padded(Register register) =>
        register.Value?.ToString("x" + register.Bits / 4, CultureInfo.InvariantCulture) ?? new string('?', register.Bits / 4);

    /// <summary>All 16 digits, without prefix.</summary>
    public static string Padded(ulong value) => value.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Values in a row, 16 digits each.</summary>
    public static string Row(ReadOnlySpan<ulong?> values)
    {
        var row = new string[values.Length];
        for (int i = 0; i < row.Length; i++)
            row[i] = values[i] is { } known ? Padded(known) : "(not recorded)";
        return string.Join(' ', row);
    }
}
