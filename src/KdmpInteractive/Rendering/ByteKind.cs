namespace KdmpInteractive.Rendering;

/// <summary>What a byte looks like to whoever skims a hex view.</summary>
internal enum ByteKind
{
    /// <summary>0x00.</summary>
    Zero,

    /// <summary>A printable ASCII character.</summary>
    Printable,

    /// <summary>0xff.</summary>
    AllOnes,

    /// <summary>Anything else, and what is not known.</summary>
    Other,
}
