namespace KdmpParser.Tests.Corrupt;

/// <summary>Every corrupt dump, the groups in the order of the structures in a file.</summary>
internal static class Corpus
{
    public static IReadOnlyList<CorruptDump> All { get; } =
    [
        .. HeaderCases.All,
        .. RunCases.All,
        .. BitmapCases.All,
        .. RangeTableCases.All,
        .. PageTableCases.All,
        .. TriageCases.All,
        .. SmallDumpCases.All,
        .. SecondaryDataCases.All,
        .. KernelDataCases.All,
        .. ModuleListCases.All,
        .. ProcessCases.All,
        .. ImageCases.All,
        .. TruncationCases.All,
    ];
}
