namespace KdmpParser;

/// <summary>Physical memory that can be written into a dump.</summary>
public interface IPageSource
{
    /// <summary>Which pages there are: ascending, not overlapping.</summary>
    IReadOnlyList<PageRange> Ranges { get; }

    /// <summary>Copies pages of one of the <see cref="Ranges"/>.</summary>
    /// <param name="start">Address of the first page.</param>
    /// <param name="destination">A multiple of 4096 bytes; all of it is filled.</param>
    void ReadPages(PhysicalAddress start, Span<byte> destination);
}
