namespace KdmpTool.ParserFlags;

/// <summary>A flag as data: the grammar and the usage are made from it.</summary>
/// <param name="Letter">Its short form.</param>
/// <param name="Name">Its long form, without dashes.</param>
/// <param name="Summary">One line: what it asks for.</param>
/// <param name="Apply">Notes it in a line, with its value where it has one.</param>
internal sealed record ParserFlag(char? Letter, string? Name, string Summary, Func<ParserLine, string?, ParserLine> Apply)
{
    /// <summary>What its value is called; <see langword="null"/> where it takes none.</summary>
    public string? ValueName { get; init; }

    public bool IsValueOptional { get; init; }

    public bool NeedsValue => ValueName is not null && !IsValueOptional;

    /// <summary>As the usage lists it: <c>-m, --mem [ADDRESS]</c>.</summary>
    public string Usage => string.Join(", ", Spellings) + (ValueName is null ? "" : IsValueOptional ? $" [{ValueName}]" : $" {ValueName}");

    public IEnumerable<string> Spellings => ((string?[])[Letter is null ? null : $"-{Letter}", Name is null ? null : $"--{Name}"]).OfType<string>();
}
