namespace KdmpParser;

/// <summary>How far a write is: reported once before the first page, then every few MiB, and behind the last page.</summary>
/// <param name="PagesWritten">Pages of 4096 bytes that are written.</param>
/// <param name="PageCount">Pages that there are to write; zero when a filter leaves none.</param>
public readonly record struct WriteProgress(long PagesWritten, long PageCount);
