using System.Globalization;

namespace KdmpParser;

/// <summary>
/// What is known of codes, from a table in the assembly: a line each, in the order of the codes, with a tab before each field. Only lines
/// that are asked for are taken apart: a program that shows one dump needs a handful of thousands.
/// </summary>
/// <param name="resource">The table.</param>
internal sealed class CodeTable(string resource)
{
    private readonly Lazy<string[]> _lines = new(() => Lines(resource));

    /// <summary>The codes and their fields.</summary>
    public IEnumerable<(uint Code, string[] Fields)> Rows => _lines.Value.Select(line => (Code(line), Fields(line)));

    /// <summary>The fields of a code, or <see langword="null"/>.</summary>
    public string[]? Find(uint code)
    {
        string[] lines = _lines.Value;
        for (int first = 0, end = lines.Length; first < end;)
        {
            int middle = first + (end - first) / 2;
            uint found = Code(lines[middle]);
            if (found == code)
                return Fields(lines[middle]);
            if (found < code)
                first = middle + 1;
            else
                end = middle;
        }

        return null;
    }

    private static string[] Lines(string resource)
    {
        using Stream stream = typeof(CodeTable).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd('\n').Split('\n');
    }

    private static uint Code(string line) => uint.Parse(line.AsSpan(2, line.IndexOf('\t', StringComparison.Ordinal) - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static string[] Fields(string line) => line.Split('\t')[1..];
}
