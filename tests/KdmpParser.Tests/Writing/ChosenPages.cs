namespace KdmpParser.Tests;

/// <summary>Pages to be written, whose bytes differ from address to address; reading one of them can fail.</summary>
internal sealed class ChosenPages(params (ulong Start, long Count)[] ranges) : IPageSource
{
    public ulong? Unreadable { get; init; }

    public IReadOnlyList<PageRange> Ranges { get; } = [.. ranges.Select(range => new PageRange(range.Start, range.Count))];

    public void ReadPages(PhysicalAddress start, Span<byte> destination)
    {
        if (Unreadable is { } address && address - start.Value < (ulong)destination.Length)
            throw new InvalidOperationException("A page could not be read.");
        MachineBytes.Content(start.Value, destination.Length).CopyTo(destination);
    }
}
