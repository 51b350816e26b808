using System.Collections.Frozen;

namespace KdmpParser;

/// <summary>Names of the NTSTATUS values that occur as exception codes (ntstatus.h).</summary>
internal static class ExceptionCodeNames
{
    private static readonly Lazy<FrozenDictionary<uint, string>> s_names = new(() => NameTable.Load("ExceptionCodeNames.tsv"));

    public static string? Find(uint code) => s_names.Value.GetValueOrDefault(code);
}
