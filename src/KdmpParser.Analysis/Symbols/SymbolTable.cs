namespace KdmpParser.Analysis.Symbols;

/// <summary>Symbols of one image by their address, relative to it. Where several have one address, the first that was given stays.</summary>
internal sealed class SymbolTable
{
    public static readonly SymbolTable Empty = new([], _ => "", SymbolSource.Export);

    private readonly uint[] _addresses;
    private readonly int[] _order;
    private readonly Func<int, string> _name;

    /// <param name="addresses">Where each symbol is.</param>
    /// <param name="name">The name of the symbol at a place in that list.</param>
    /// <param name="source">Who says so.</param>
    public SymbolTable(IReadOnlyList<uint> addresses, Func<int, string> name, SymbolSource source)
    {
        // Both halves of the key are the sort's: equal addresses stay in the order in which they were given.
        var keys = new ulong[addresses.Count];
        for (int i = 0; i < keys.Length; i++)
            keys[i] = (ulong)addresses[i] << 32 | (uint)i;
        Array.Sort(keys);
        var distinct = new List<ulong>(keys.Length);
        foreach (ulong key in keys)
        {
            if (distinct.Count == 0 || distinct[^1] >> 32 != key >> 32)
                distinct.Add(key);
        }

        _addresses = [.. distinct.Select(key => (uint)(key >> 32))];
        _order = [.. distinct.Select(key => unchecked((int)(uint)key))];
        _name = name;
        Source = source;
    }

    public SymbolSource Source { get; }

    public int Count => _addresses.Length;

    public uint AddressOf(int place) => _addresses[place];

    public string NameOf(int place) => _name(_order[place]);

    /// <summary>The place of the last symbol at an address or before it; -1 where there is none.</summary>
    public int FindBelow(uint address)
    {
        int place = Array.BinarySearch(_addresses, address);
        return place >= 0 ? place : ~place - 1;
    }
}
