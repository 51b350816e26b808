using System.Globalization;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Amounts of memory in the unit that a person would choose.</summary>
internal static class Sizes
{
    private static readonly string[] s_units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB"];

    public static string Of(ulong bytes)
    {
        int unit = 0;
        double value = bytes;
        for (; value >= 1024 && unit < s_units.Length - 1; unit++)
            value /= 1024;
        return bytes == 1 ? "1 byte" : string.Create(CultureInfo.InvariantCulture, $"{value:0.##} {s_units[unit]}");
    }

    public static string Pages(PhysicalMemory memory) => Pages(memory.PageCount, memory.RunCount);

    public static string Pages(long pages, long runs) =>
        string.Create(CultureInfo.InvariantCulture, $"{pages:N0} {(pages == 1 ? "page" : "pages")} ({Of((ulong)pages * PhysicalAddress.PageSize)}) in {runs:N0} {(runs == 1 ? "run" : "runs")}");
}
