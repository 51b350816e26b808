namespace Notebooks.Tests.Documents;

/// <summary>A block of code in a document.</summary>
/// <param name="Line">Where it begins, counted from 1.</param>
/// <param name="Language">What stands behind its fence.</param>
/// <param name="Text">What is in it.</param>
internal sealed record Example(int Line, string Language, string Text)
{
    /// <summary>What it gives, as the document says it; <see langword="null"/> where the document does not.</summary>
    public string? Output { get; init; }

    /// <summary>Whether it is what the block before it gives.</summary>
    public bool IsOutput => Language is "text" or "json";

    /// <summary>The name that its first line gives it, as a comment and nothing else: it is a file then, which later examples use.</summary>
    public string? FileName
    {
        get
        {
            string comment = Text.Split('\n')[0].Trim();
            string name = Language switch
            {
                "csharp" when comment.StartsWith("// ", StringComparison.Ordinal) => comment[3..],
                "xml" when comment.StartsWith("<!-- ", StringComparison.Ordinal) && comment.EndsWith(" -->", StringComparison.Ordinal) => comment[5..^4],
                _ => "",
            };
            return name.Contains('.', StringComparison.Ordinal) && !name.Contains(' ', StringComparison.Ordinal) ? name : null;
        }
    }

    /// <summary>Whether it is a program of its own, and no cell of a notebook: it says itself what it uses.</summary>
    public bool IsProgram => Language == "csharp" && Text.StartsWith("using KdmpParser;", StringComparison.Ordinal);

    /// <summary>Whether it is for a notebook: C# that is no program, or nothing but lines with commands.</summary>
    public bool IsCell => (Language == "csharp" && !IsProgram) || (Language == "" && Text.Split('\n').All(line => line.StartsWith("#!kdmp", StringComparison.Ordinal)));
}
