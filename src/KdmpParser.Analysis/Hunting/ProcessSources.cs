namespace KdmpParser.Analysis;

/// <summary>Where a process was seen.</summary>
[Flags]
public enum ProcessSources
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>In the system's list of processes (PsActiveProcessHead), which tools show.</summary>
    List = 1,

    /// <summary>A processor ran a thread of it, or one that used its memory.</summary>
    CurrentThread = 2,

    /// <summary>In the table of process and thread identifiers (PspCidTable).</summary>
    IdTable = 4,

    /// <summary>Physical memory holds what reads as a process.</summary>
    Scan = 8,
}
