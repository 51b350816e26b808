using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>One page of two dumps side by side: the rows that differ, with an asterisk at each byte that does.</summary>
internal static class PageComparisonView
{
    private const int BytesPerRow = 16;

    private static readonly string[] s_columns = ["Address#", "Earlier#", "Later#"];

    public static View Of(string title, MemoryView earlier, MemoryView later, OutputLimits limits)
    {
        IEnumerable<Block> missing = new[] { ("earlier", earlier), ("later", later) }
            .Where(side => side.Item2.Failure is not null)
            .Select(side => new Paragraph($"In the {side.Item1} dump, {MemoryViewView.Stop(side.Item2.Failure!.Value, isPhysical: true)}", isWarning: true));
        ImmutableArray<ByteRange> differences = ByteComparison.FindDifferences(earlier.Bytes.AsSpan(), later.Bytes.AsSpan());
        int[] rows = [.. differences.SelectMany(Rows).Distinct()];
        string count = string.Create(
            CultureInfo.InvariantCulture, $"{differences.Sum(range => range.Length):N0} bytes differ, marked by an asterisk; the rows between are the same");
        Block[] table = rows.Length == 0
            ? [new Paragraph("The page is the same in both.")]
            : [new Paragraph(count), BoundedTable.Of("Rows", s_columns, rows, row => Row(row, earlier, later), limits)];
        return new($"{title}: page {new PhysicalAddress(earlier.Address)}", [.. missing, .. table]) { Limits = limits };
    }

    private static IEnumerable<int> Rows(ByteRange range) =>
        Enumerable.Range(range.Offset / BytesPerRow, (range.Offset + range.Length - 1) / BytesPerRow - range.Offset / BytesPerRow + 1);

    private static string[] Row(int row, MemoryView earlier, MemoryView later) =>
    [
        new PhysicalAddress(earlier.Address + (ulong)(row * BytesPerRow)).ToString(),
        Bytes(row, earlier, later),
        Bytes(row, later, earlier),
    ];

    private static string Bytes(int row, MemoryView memory, MemoryView other)
    {
        var text = new StringBuilder(3 * BytesPerRow);
        for (int at = row * BytesPerRow; at < (row + 1) * BytesPerRow; at++)
        {
            byte? mine = Byte(memory, at), theirs = Byte(other, at);
            text.Append(mine == theirs ? ' ' : '*').Append(mine?.ToString("x2", CultureInfo.InvariantCulture) ?? "??");
        }

        return text.ToString();
    }

    private static byte? Byte(MemoryView memory, int at) => at < memory.Bytes.Length ? memory.Bytes[at] : null;
}
