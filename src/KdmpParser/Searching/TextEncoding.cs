namespace KdmpParser;

/// <summary>How the characters of a <see cref="FoundText"/> stand in memory.</summary>
public enum TextEncoding
{
    /// <summary>One byte each.</summary>
    Ascii,

    /// <summary>Two bytes each, the low one first, at an even or an odd address.</summary>
    Utf16,
}
