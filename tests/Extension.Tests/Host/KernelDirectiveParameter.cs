namespace Microsoft.DotNet.Interactive.Directives;

public sealed class KernelDirectiveParameter(string name, string? description = null)
{
    private readonly List<Func<IEnumerable<string>>> _completions = [];

    public string Name { get; } = name;

    public string Description { get; } = description ?? "";

    public bool AllowImplicitName { get; init; }

    public int MaxOccurrences { get; init; } = 1;

    public bool Required { get; init; }

    public string TypeHint { get; init; } = "text";

    public bool Flag { get; init; }

    public KernelDirectiveParameter AddCompletions(Func<IEnumerable<string>> getCompletions)
    {
        _completions.Add(getCompletions);
        return this;
    }

    /// <summary>What is offered where the value is typed.</summary>
    internal IEnumerable<string> Completions => _completions.SelectMany(completions => completions());
}
