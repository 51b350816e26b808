namespace KdmpParser;

/// <summary>A register by name, for code that lists them.</summary>
/// <param name="Name">The debugger's lower-case name, such as <c>rax</c> or <c>efl</c>.</param>
/// <param name="Value">Its content; <see langword="null"/> when it was not captured.</param>
/// <param name="Bits">Its width: 16, 32, 64 or 128.</param>
public readonly record struct Register(string Name, UInt128? Value, int Bits)
{
    /// <summary>One line, as in <c>rax = 000000000000002a</c>.</summary>
    public override string ToString() => Value is { } value ? FormattableString.Invariant($"{Name} = {value.ToString("x", null).PadLeft(Bits / 4, '0')}") : $"{Name} not captured";
}
