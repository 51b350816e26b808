namespace KdmpParser.Tests.Corrupt;

/// <summary>Every corrupt dump, the groups in the order of the structures in a file.</summary>
internal static class Corpus
{
    public static IReadOnlyList<CorruptDump> All { get; } =
    [
        .. HeaderCases.All,
        .. RunCases.All,
        .. BitmapCases.All,
    ];
}
