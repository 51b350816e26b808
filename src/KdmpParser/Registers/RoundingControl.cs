namespace KdmpParser;

/// <summary>How inexact results are rounded: bits 14:13 of MXCSR (Intel SDM vol. 1, 4.8.4).</summary>
public enum RoundingControl
{
    /// <summary>To the nearest value, halves to the even one.</summary>
    Nearest = 0,

    /// <summary>Toward negative infinity.</summary>
    Down = 1,

    /// <summary>Toward positive infinity.</summary>
    Up = 2,

    /// <summary>Toward zero.</summary>
    TowardZero = 3,
}
