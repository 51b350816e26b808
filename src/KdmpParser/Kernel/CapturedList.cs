using System.Collections;

namespace KdmpParser;

/// <summary>A list out of a dump's memory: what could be read, and why that is not all of it when it is not. A decoded copy.</summary>
/// <typeparam name="T">What it lists.</typeparam>
public sealed class CapturedList<T> : IReadOnlyList<T>
{
    private readonly T[] _items;

    internal CapturedList(IEnumerable<T> items, KernelDataFailure? failure = null) => (_items, Failure) = ([.. items], failure);

    /// <summary>The first reason why something is missing; <see langword="null"/> when the list is complete.</summary>
    public KernelDataFailure? Failure { get; }

    /// <summary>How many could be read.</summary>
    public int Count => _items.Length;

    /// <summary>One of those that could be read, in the order of the dump.</summary>
    public T this[int index] => _items[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _items.AsEnumerable().GetEnumerator();

    /// <summary>How many there are, and why not more.</summary>
    public override string ToString() =>
        Failure is { } failure ? FormattableString.Invariant($"{Count}, not complete: {failure}") : FormattableString.Invariant($"{Count}");

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static CapturedList<T> None(KernelDataFailure failure) => new([], failure);
}
