namespace KdmpParser;

/// <summary>A driver that was unloaded before the dump was taken. Windows remembers the last 50.</summary>
/// <param name="Name">File name; a small dump keeps its first 12 characters. Not trustworthy: encode it before showing it.</param>
/// <param name="Start">Where its first byte was.</param>
/// <param name="End">The address behind its last byte.</param>
/// <param name="Unloaded">When it was unloaded, UTC; small dumps do not have it.</param>
public sealed record UnloadedDriver(string? Name, VirtualAddress Start, VirtualAddress End, DateTimeOffset? Unloaded)
{
    /// <summary>One line: name and range.</summary>
    public override string ToString() => $"{Name ?? "(no name)"} {Start} to {End}";
}
