using System.Globalization;

namespace KdmpInteractive.Commands;

/// <summary>Addresses as people type and paste them: <c>0x1000</c>, <c>1000h</c>, <c>fffff805`108776a0</c>, plain hex.</summary>
public static class AddressText
{
    /// <summary>Reads an address; every form is hexadecimal.</summary>
    /// <exception cref="CommandException">The text is no address of at most 64 bits.</exception>
    public static ulong Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string digits = text.Replace("`", "", StringComparison.Ordinal);
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            digits = digits[2..];
        else if (digits.EndsWith('h') || digits.EndsWith('H'))
            digits = digits[..^1];
        if (ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong address))
            return address;
        throw new CommandException($"'{text}' is not an address; write it as 0x1000, 1000h, fffff805`108776a0 or plain hex.", isUsage: true);
    }
}
