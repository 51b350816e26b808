using System.Globalization;

namespace KdmpInteractive.Commands;

/// <summary>The values that were given to a command, by parameter name, still as text.</summary>
public sealed class CommandArguments
{
    private readonly Dictionary<string, List<string>> _values = [];

    /// <summary>Adds a value; a flag has none.</summary>
    public void Add(CommandParameter parameter, string value)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        if (!_values.TryGetValue(parameter.Name, out List<string>? values))
            _values.Add(parameter.Name, values = []);
        if (values.Count > 0 && !parameter.IsMany)
            throw new CommandException($"{parameter.Name} is given twice.", isUsage: true);
        values.Add(value);
    }

    /// <summary>Whether a parameter was given.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The value of a parameter, or <see langword="null"/>.</summary>
    public string? Text(string name) => _values.TryGetValue(name, out List<string>? values) ? values[0] : null;

    /// <summary>All values of a parameter that can be given more than once.</summary>
    public IReadOnlyList<string> Texts(string name) => _values.TryGetValue(name, out List<string>? values) ? values : [];

    /// <summary>The value of a parameter as a count from 1 on: decimal, or hexadecimal with <c>0x</c>.</summary>
    /// <exception cref="CommandException">It is none.</exception>
    public int? Count(string name)
    {
        if (Text(name) is not { } text)
            return null;
        bool hex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (int.TryParse(hex ? text[2..] : text, hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0)
            return count;
        throw new CommandException($"'{text}' is not a count for {name}: a decimal number from 1 to {int.MaxValue}, or a hexadecimal one with 0x.", isUsage: true);
    }
}
