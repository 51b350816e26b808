namespace KdmpParser.Analysis.Suspects;

/// <summary>What decides first about the rank, in this order.</summary>
internal enum SuspectGroup
{
    /// <summary>The bug check is about it.</summary>
    Named,

    /// <summary>It is where it happened, or on the way there.</summary>
    OnTheWay,

    /// <summary>The same, of those who report others.</summary>
    Reporter,

    /// <summary>The same, of the kernel and the HAL.</summary>
    Kernel,

    /// <summary>Some value points into it.</summary>
    PointedTo,
}
