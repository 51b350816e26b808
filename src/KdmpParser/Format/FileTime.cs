namespace KdmpParser.Format;

/// <summary>FILETIME: 100 ns units since 1601, UTC.</summary>
internal static class FileTime
{
    /// <summary>The last one that a DateTime can hold, in the year 9999.</summary>
    private const ulong Last = 2650467743999999999;

    /// <returns><see langword="null"/> for zero, which is the year 1601 and no time, and for what is past <see cref="Last"/>.</returns>
    public static DateTimeOffset? Decode(ulong value) => value is > 0 and <= Last ? DateTime.FromFileTimeUtc((long)value) : null;
}
