namespace KdmpParser.Writing;

/// <summary>Copies pages to a stream in large pieces, however short the ranges are.</summary>
internal sealed class PageCopy
{
    private const int BufferPages = 256;
    private const int ReportedPages = 1024;

    private readonly IPageSource _source;
    private readonly Stream _stream;
    private readonly IProgress<WriteProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly byte[] _buffer;
    private readonly long _pageCount;
    private long _written, _reported;
    private int _filled;

    public PageCopy(IPageSource source, long pageCount, Stream stream, IProgress<WriteProgress>? progress, CancellationToken cancellation)
    {
        (_source, _pageCount, _stream, _progress, _cancellation) = (source, pageCount, stream, progress, cancellation);
        _buffer = new byte[Math.Min(pageCount, BufferPages) * PhysicalAddress.PageSize];
        _cancellation.ThrowIfCancellationRequested();
        _progress?.Report(new(0, pageCount));
    }

    /// <summary>Writes the pages one behind the other, as every dump has them.</summary>
    public void Pack(IEnumerable<PageRange> ranges)
    {
        foreach (PageRange range in ranges)
            Add(range);
        WriteBuffer();
    }

    /// <summary>Writes each page where its address says.</summary>
    public void Place(IEnumerable<PageRange> ranges)
    {
        foreach (PageRange range in ranges)
        {
            _stream.Position = (long)range.Start.Value;
            Add(range);
            WriteBuffer();
        }
    }

    private void Add(PageRange range)
    {
        for (long page = 0; page < range.PageCount;)
        {
            int count = (int)Math.Min(range.PageCount - page, (_buffer.Length - _filled) / PhysicalAddress.PageSize);
            int bytes = count * PhysicalAddress.PageSize;
            _source.ReadPages(range.Start.Value + (ulong)page * PhysicalAddress.PageSize, _buffer.AsSpan(_filled, bytes));
            page += count;
            _filled += bytes;
            if (_filled == _buffer.Length)
                WriteBuffer();
        }
    }

    private void WriteBuffer()
    {
        _cancellation.ThrowIfCancellationRequested();
        if (_filled == 0)
            return;
        _stream.Write(_buffer, 0, _filled);
        _written += _filled / PhysicalAddress.PageSize;
        _filled = 0;
        if (_written - _reported < ReportedPages && _written < _pageCount)
            return;
        _reported = _written;
        _progress?.Report(new(_written, _pageCount));
    }
}
