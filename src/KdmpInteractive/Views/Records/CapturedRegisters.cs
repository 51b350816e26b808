using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>The registers of a context without the parts of which nothing was captured: a name and a list of registers each.</summary>
internal sealed class CapturedRegisters
{
    private readonly Dictionary<string, Register> _captured;
    private readonly List<string> _missing = [];
    private readonly Func<Register, string?> _name;

    /// <param name="registers">All registers of a context.</param>
    /// <param name="parts">Which of them belong together.</param>
    /// <param name="name">Gives the value of a register a name.</param>
    public CapturedRegisters(IEnumerable<Register> registers, IEnumerable<(string Part, string Names)> parts, Func<Register, string?> name)
    {
        _name = name;
        _captured = registers.ToDictionary(register => register.Name);
        foreach ((string part, string names) in parts)
        {
            string[] all = names.Split(' ');
            if (all.Any(register => _captured[register].Value is not null))
                continue;
            _missing.Add(part);
            foreach (string register in all)
                _captured.Remove(register);
        }
    }

    /// <summary>One line with the names of the parts that are missing, or nothing.</summary>
    /// <param name="isRedacted">Whether they may also have been left out.</param>
    public IEnumerable<Block> Missing(bool isRedacted) =>
        _missing.Count == 0 ? [] : [new Paragraph($"Not captured{(isRedacted ? ", or left out" : "")}: {string.Join(", ", _missing)}.")];

    /// <summary>The names of the values of those among the registers that are there.</summary>
    public Block Names(string names) => new RegisterNames(Captured(names), _name);

    /// <summary>A table of those among the registers that are there, or nothing.</summary>
    public IEnumerable<Block> Table(string names, int columns)
    {
        Register[] registers = Captured(names);
        return registers.Length == 0 ? [] : [new RegisterTable(registers, columns, _name)];
    }

    /// <summary>Blocks that are folded away, or nothing where there are none.</summary>
    public static IEnumerable<Block> Folded(string summary, IEnumerable<Block> blocks) => blocks.ToArray() is { Length: > 0 } some ? [new Details(summary, some)] : [];

    private Register[] Captured(string names) => [.. names.Split(' ').Where(_captured.ContainsKey).Select(name => _captured[name])];
}
