namespace KdmpInteractive.Charts.Figures;

/// <summary>How the numbers of an axis are meant.</summary>
internal enum AxisKind
{
    /// <summary>As they are.</summary>
    Linear,

    /// <summary>As they are, drawn by their logarithm.</summary>
    Logarithmic,

    /// <summary>As offsets, written in hexadecimal.</summary>
    Hexadecimal,

    /// <summary>As seconds since 1970-01-01 UTC.</summary>
    Date,

    /// <summary>As places in a list of names.</summary>
    Category,
}
