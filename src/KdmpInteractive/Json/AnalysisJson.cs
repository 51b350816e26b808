namespace KdmpInteractive.Json;

/// <summary>What was concluded from a dump, for programs; the conventions are those of <see cref="DumpJson"/>.</summary>
internal static partial class AnalysisJson
{
    /// <summary>A value of an enumeration in camel case.</summary>
    private static string Name<T>(T value) where T : struct, Enum
    {
        string name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
