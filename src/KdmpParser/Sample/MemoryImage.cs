namespace KdmpParser.Sample;

/// <summary>Physical memory under construction: pages come into being when they are first written.</summary>
internal sealed class MemoryImage : IPageSource
{
    private readonly SortedDictionary<ulong, byte[]> _pages = [];

    public IReadOnlyList<PageRange> Ranges
    {
        get
        {
            var ranges = new List<PageRange>();
            foreach (ulong frame in _pages.Keys)
            {
                PhysicalAddress start = frame * PhysicalAddress.PageSize;
                if (ranges.Count > 0 && ranges[^1].Start.PageFrameNumber + (ulong)ranges[^1].PageCount == frame)
                    ranges[^1] = ranges[^1] with { PageCount = ranges[^1].PageCount + 1 };
                else
                    ranges.Add(new(start, 1));
            }

            return ranges;
        }
    }

    /// <summary>The page that holds an address, to be written to.</summary>
    public byte[] Page(PhysicalAddress address)
    {
        if (!_pages.TryGetValue(address.PageFrameNumber, out byte[]? page))
            _pages.Add(address.PageFrameNumber, page = new byte[PhysicalAddress.PageSize]);
        return page;
    }

    public void Write(PhysicalAddress address, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int offset = (int)(address.Value % PhysicalAddress.PageSize);
            int count = Math.Min(bytes.Length, PhysicalAddress.PageSize - offset);
            bytes[..count].CopyTo(Page(address).AsSpan(offset));
            bytes = bytes[count..];
            address = address.Value + (ulong)count;
        }
    }

    public void Write(PhysicalAddress address, ulong value) => Write(address, BitConverter.GetBytes(value));

    /// <summary>As many of the bytes as there are.</summary>
    public byte[] Read(PhysicalAddress address, int count)
    {
        var bytes = new byte[count];
        int read = 0;
        while (read < count && _pages.TryGetValue((address.Value + (ulong)read) / PhysicalAddress.PageSize, out byte[]? page))
        {
            ReadOnlySpan<byte> rest = page.AsSpan((int)((address.Value + (ulong)read) % PhysicalAddress.PageSize));
            rest = rest[..Math.Min(rest.Length, count - read)];
            rest.CopyTo(bytes.AsSpan(read));
            read += rest.Length;
        }

        return bytes[..read];
    }

    public void ReadPages(PhysicalAddress start, Span<byte> destination)
    {
        for (int at = 0; at < destination.Length; at += PhysicalAddress.PageSize)
            _pages[start.PageFrameNumber + (ulong)(at / PhysicalAddress.PageSize)].CopyTo(destination[at..]);
    }
}
