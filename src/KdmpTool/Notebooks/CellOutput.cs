namespace KdmpTool.Notebooks;

/// <summary>One thing that a cell showed.</summary>
internal abstract record CellOutput
{
    /// <summary>Text that was written to the console.</summary>
    public sealed record Stream(string Text) : CellOutput;

    /// <summary>A value in the forms that its formatters made, by MIME type.</summary>
    public sealed record Display(IReadOnlyDictionary<string, string> Data) : CellOutput
    {
        public string? Html => Data.GetValueOrDefault("text/html");

        public string? Text => Data.GetValueOrDefault("text/plain");
    }

    /// <summary>Why the cell ended early.</summary>
    public sealed record Error(string Name, string Message) : CellOutput;
}
