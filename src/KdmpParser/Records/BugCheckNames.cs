namespace KdmpParser;

/// <summary>Names of bug checks, as Microsoft's Bug Check Code Reference and bugcodes.h have them.</summary>
internal static class BugCheckNames
{
    private static readonly CodeTable s_names = new("BugCheckNames.tsv");

    public static string? Find(uint code) => s_names.Find(code)?[0];
}
