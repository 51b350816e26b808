using System.Globalization;

namespace KdmpInteractive.Views;

/// <summary>Points in time and durations, the same in every culture.</summary>
internal static class Times
{
    public static string? Utc(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string? Duration(TimeSpan? duration) => duration?.ToString("c", CultureInfo.InvariantCulture);
}
