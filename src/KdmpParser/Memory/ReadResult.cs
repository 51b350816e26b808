namespace KdmpParser;

/// <summary>How a read ended.</summary>
/// <param name="BytesRead">Bytes copied, from the beginning of the range on; nothing behind them was touched.</param>
/// <param name="Failure">Why it stopped early; <see langword="null"/> when everything was read.</param>
public readonly record struct ReadResult(int BytesRead, MemoryFailure? Failure)
{
    /// <summary>Whether everything that was asked was read.</summary>
    public bool IsComplete => Failure is null;

    /// <summary>One line: how many bytes, and why not more.</summary>
    public override string ToString() => FormattableString.Invariant($"{BytesRead} bytes") + (Failure is { } failure ? $", then {failure}" : "");
}
