using System.Collections.Frozen;
using System.Globalization;

namespace KdmpParser;

/// <summary>Symbolic names by code, from a table in the assembly: a line each, code and name with a tab between.</summary>
internal static class NameTable
{
    public static FrozenDictionary<uint, string> Load(string resource)
    {
        using Stream stream = typeof(NameTable).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        var names = new Dictionary<uint, string>();
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split('\t');
            names.Add(uint.Parse(parts[0].AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), parts[1]);
        }

        return names.ToFrozenDictionary();
    }
}
