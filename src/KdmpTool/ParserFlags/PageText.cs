using KdmpParser;
using KdmpTool.Terminal;

namespace KdmpTool.ParserFlags;

/// <summary>Pages as the C++ tool prints them: an address of at least 8 digits, 16 bytes, their characters between bars.</summary>
internal sealed class PageText(PhysicalMemory memory, Streams streams)
{
    private const int BytesPerLine = 16;
    private const int PagesPerReport = 1 << 12;

    private readonly LineBuffer _lines = new(streams.Output);

    /// <param name="address">Any address in the page; <see langword="null"/> for the beginning of every page.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether the page is in the dump.</returns>
    public bool Write(ulong? address, CancellationToken cancellation)
    {
        if (address is { } one)
            return WritePage(one);
        Span<byte> start = stackalloc byte[BytesPerLine];
        using ProgressBar? progress = streams.IsWatched ? null : ProgressBar.For(streams);
        long written = 0;
        foreach (PhysicalAddress page in memory.EnumeratePages())
        {
            cancellation.ThrowIfCancellationRequested();
            memory.ReadExactly(page, start);
            WriteLine(page.Value, start);
            if (++written % PagesPerReport == 0)
                progress?.Report(new(written * PhysicalAddress.PageSize, memory.PageCount * PhysicalAddress.PageSize));
        }

        _lines.Flush();
        return true;
    }

    private bool WritePage(ulong address)
    {
        ulong start = address & ~(ulong)(PhysicalAddress.PageSize - 1);
        var page = new byte[PhysicalAddress.PageSize];
        if (!memory.Read(start, page).IsComplete)
        {
            streams.Output.Write($"{new PhysicalAddress(address)} is not a valid physical address.\n");
            return false;
        }

        for (int i = 0; i < page.Length; i += BytesPerLine)
            WriteLine(start + (ulong)i, page.AsSpan(i, BytesPerLine));
        _lines.Flush();
        return true;
    }

    private void WriteLine(ulong address, ReadOnlySpan<byte> bytes)
    {
        _lines.AppendHex(address, 8);
        _lines.Append(':');
        _lines.Append(' ');
        foreach (byte value in bytes)
        {
            _lines.AppendHex(value, 2);
            _lines.Append(' ');
        }

        _lines.Append(' ');
        _lines.Append('|');
        foreach (byte value in bytes)
            _lines.Append(value is >= (byte)' ' and <= (byte)'~' ? (char)value : '.');
        _lines.Append('|');
        _lines.EndLine();
    }
}
