using Microsoft.DotNet.Interactive;

namespace Extension.Tests;

/// <summary>Something that a cell showed; one that replaces an earlier one has the same <paramref name="Shown"/>.</summary>
/// <param name="Shown">The place below the cell.</param>
/// <param name="Texts">What was shown, by MIME type.</param>
public sealed record CellOutput(DisplayedValue Shown, IReadOnlyDictionary<string, string> Texts)
{
    public string Plain => Texts["text/plain"];
}
