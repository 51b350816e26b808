namespace KdmpInteractive;

/// <summary>
/// How much of an object is shown. The defaults keep the HTML of a view under 64 KiB, whatever the dump holds, charts aside; a command
/// raises them by an option, and <see cref="Default"/> is for objects that are shown without a command.
/// </summary>
public sealed record OutputLimits
{
    private static OutputLimits s_default = new();

    /// <summary>What holds where nothing else is said. Set it to see more of everything: <c>OutputLimits.Default = new() { Rows = 1000 }</c>.</summary>
    public static OutputLimits Default
    {
        get => s_default;
        set => s_default = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>Rows of a table.</summary>
    public int Rows { get; init => field = NotNegative(value); } = 200;

    /// <summary>Lines of a hex view; a page has 256 of 16 bytes.</summary>
    public int HexRows { get; init => field = NotNegative(value); } = 256;

    /// <summary>Characters of HTML that the rows of one view may take together, after encoding.</summary>
    public int HtmlCharacters { get; init => field = NotNegative(value); } = 54 * 1024;

    /// <summary>Characters of a name or of another value, such as a cell of a table.</summary>
    public int CellCharacters { get; init => field = NotNegative(value); } = 256;

    /// <summary>Characters of a sentence, a line or a caption.</summary>
    public int SentenceCharacters { get; init => field = NotNegative(value); } = 1024;

    /// <summary>Bytes of a hex view that are offered for copying.</summary>
    public int CopyBytes { get; init => field = NotNegative(value); } = 512;

    /// <summary>Characters of data that a chart may bring for its interactive form; beyond them, only its picture and its table are shown.</summary>
    public int ChartCharacters { get; init => field = NotNegative(value); } = 1024 * 1024;

    /// <summary>The same with room for more: so many rows of each table and each hex view, however long their HTML becomes.</summary>
    /// <param name="rows">How many, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public OutputLimits WithRows(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        return this with { Rows = rows, HexRows = rows, HtmlCharacters = int.MaxValue };
    }

    private static int NotNegative(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return value;
    }
}
