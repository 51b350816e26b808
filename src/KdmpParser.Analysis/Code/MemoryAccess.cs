namespace KdmpParser.Analysis;

/// <summary>What an instruction does to memory.</summary>
[Flags]
public enum MemoryAccess
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It reads.</summary>
    Read = 1,

    /// <summary>It writes.</summary>
    Write = 2,

    /// <summary>It reads, and writes back.</summary>
    ReadWrite = Read | Write,

    /// <summary>The processor fetches instructions there.</summary>
    Execute = 4,
}
