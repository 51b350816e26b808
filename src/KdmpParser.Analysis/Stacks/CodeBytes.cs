namespace KdmpParser.Analysis.Stacks;

/// <summary>Instructions that are looked at byte by byte, and that may end too early.</summary>
internal ref struct CodeBytes(ReadOnlySpan<byte> code)
{
    private readonly ReadOnlySpan<byte> _code = code;

    /// <summary>How many bytes were taken.</summary>
    public int Position { get; private set; }

    /// <summary>Whether a byte was asked for that is not there.</summary>
    public bool IsCut { get; private set; }

    /// <summary>A byte, counted from the next one on, which is not taken; -1 where there is none.</summary>
    public int this[int index]
    {
        get
        {
            int at = Position + index;
            IsCut |= at >= _code.Length;
            return at < _code.Length ? _code[at] : -1;
        }
    }

    /// <summary>Takes these bytes if they are the next ones.</summary>
    public bool Next(int first, int second = -1, int third = -1)
    {
        if (this[0] != first || (second >= 0 && this[1] != second) || (third >= 0 && this[2] != third))
            return false;
        Skip(1 + (second >= 0 ? 1 : 0) + (third >= 0 ? 1 : 0));
        return true;
    }

    public int Take()
    {
        int next = this[0];
        Skip(1);
        return next;
    }

    public void Skip(int count) => Position += count;

    /// <summary>Takes a constant of one or of four bytes, with its sign.</summary>
    public long Constant(bool isLong)
    {
        if (!isLong)
            return unchecked((sbyte)Take());
        uint value = 0;
        for (int shift = 0; shift < 32; shift += 8)
            value |= unchecked((uint)Take()) << shift;
        return unchecked((int)value);
    }
}
