using System.Collections.Frozen;
using System.Globalization;

namespace KdmpParser;

/// <summary>What is known of a code, from a table in the assembly: a line each, the code and its fields with tabs between.</summary>
internal static class CodeTable
{
    /// <summary>The symbolic names of a table that has no other field.</summary>
    public static FrozenDictionary<uint, string> Names(string resource) => Rows(resource).ToFrozenDictionary(row => row.Code, row => row.Fields[0]);

    public static IEnumerable<(uint Code, string[] Fields)> Rows(string resource)
    {
        using Stream stream = typeof(CodeTable).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split('\t');
            yield return (uint.Parse(parts[0].AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), parts[1..]);
        }
    }
}
