namespace KdmpParser.Format;

/// <summary>FILETIME: 100 ns units since 1601, UTC.</summary>
internal static class FileTime
{
    private const ulong Last = 2650467743999999999;

    /// <returns><see langword="null"/> for zero and for what is past the year 9999.</returns>
    public static DateTimeOffset? Decode(ulong value) => value is > 0 and <= Last ? DateTime.FromFileTimeUtc((long)value) : null;
}
