namespace KdmpParser;

/// <summary>
/// Physical memory that can be written into a dump. <see cref="KernelDump.ToPageSource"/> makes one of an open dump. The writer asks for
/// the <see cref="Ranges"/> once and then for each page once, in ascending order and from one thread.
/// </summary>
public interface IPageSource
{
    /// <summary>
    /// Which pages there are: ascending, not overlapping, none empty, each within 52-bit physical memory; neighbours may touch. The
    /// writer refuses anything else with an <see cref="ArgumentException"/>.
    /// </summary>
    IReadOnlyList<PageRange> Ranges { get; }

    /// <summary>Copies pages of one of the <see cref="Ranges"/>. What it throws ends the write, which then leaves no file.</summary>
    /// <param name="start">Address of the first page.</param>
    /// <param name="destination">A multiple of 4096 bytes; all of it is filled.</param>
    void ReadPages(PhysicalAddress start, Span<byte> destination);
}
