namespace KdmpParser;

/// <summary>How the bytes of a dump file are read.</summary>
public enum DumpAccess
{
    /// <summary>
    /// <see cref="Mapped"/> on local disks, <see cref="Stream"/> elsewhere (network shares and removable media can go away) and for files of up
    /// to 4 MiB, which most small dumps are.
    /// </summary>
    Auto,

    /// <summary>Mapped into memory: the fastest. If another program cuts the file short meanwhile, the operating system may end the process.</summary>
    Mapped,

    /// <summary>Read call by call. A file that shrinks only makes reads end early, with <see cref="MemoryFailureReason.Truncated"/>.</summary>
    Stream,
}
