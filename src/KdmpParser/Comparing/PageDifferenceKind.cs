namespace KdmpParser;

/// <summary>How pages of one dump differ from those of a later one.</summary>
public enum PageDifferenceKind
{
    /// <summary>Both have them, with different bytes.</summary>
    Changed,

    /// <summary>Only the later one has them.</summary>
    Added,

    /// <summary>Only the earlier one has them.</summary>
    Missing,
}
