namespace KdmpInteractive.Charts;

/// <summary>How pages of a dump differ from those of another.</summary>
internal enum PageChange
{
    /// <summary>Both have them, with different bytes.</summary>
    Changed,

    /// <summary>Only the later one has them.</summary>
    Added,

    /// <summary>Only the earlier one has them.</summary>
    Missing,
}
