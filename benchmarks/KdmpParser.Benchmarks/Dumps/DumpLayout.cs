namespace KdmpParser.Benchmarks.Dumps;

/// <summary>How a dump says which pages it has.</summary>
public enum DumpLayout
{
    /// <summary>Type 1: three runs in the header.</summary>
    Full,

    /// <summary>Type 5: a bitmap with the same three runs.</summary>
    DenseBitmap,

    /// <summary>Type 5: a bitmap with runs of one to three pages, and gaps that are as long.</summary>
    FragmentedBitmap,

    /// <summary>Type 0xa: 100,000 ranges.</summary>
    Ranges100K,

    /// <summary>Type 0xa: a million ranges.</summary>
    Ranges1M,

    /// <summary>
    /// As <see cref="Full"/>, of a machine in use: pages have something in them, so the file takes as much room as it is long, and neighbouring
    /// pages often differ in their rights.
    /// </summary>
    Used,
}
