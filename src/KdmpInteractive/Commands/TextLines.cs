namespace KdmpInteractive.Commands;

/// <summary>A list that somebody made for a command: one thing a line.</summary>
internal static class TextLines
{
    /// <summary>What stands for standard input in the place of a file.</summary>
    public const string StandardInput = "-";

    /// <summary>The option that names such a list.</summary>
    public static CommandParameter Option(string summary) => new("--from", summary) { ValueName = "FILE", IsPath = true };

    /// <summary>Reads the lines as they are needed, without the blanks around them; empty ones are left out.</summary>
    /// <param name="file">The file, or <c>-</c> for standard input.</param>
    /// <exception cref="CommandException">The file cannot be read.</exception>
    public static IEnumerable<string> Of(string file)
    {
        TextReader reader;
        try
        {
            reader = file == StandardInput ? Console.In : new StreamReader(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException($"The list cannot be read: {e.Message}");
        }

        using (reader)
        {
            while (reader.ReadLine() is { } line)
            {
                if (!string.IsNullOrWhiteSpace(line))
                    yield return line.Trim();
            }
        }
    }
}
