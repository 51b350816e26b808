namespace KdmpParser;

/// <summary>How the bytes of a dump file are read.</summary>
public enum DumpAccess
{
    /// <summary>
    /// <see cref="Mapped"/> on local disks, <see cref="Stream"/> elsewhere (network shares and removable media can go away) and for files of up
    /// to 4 MiB, which most small dumps are. It asks where the file is, not who else may write to it: for a file that others can change while
    /// it is open, such as one in a shared folder or an upload that goes on, choose <see cref="Stream"/>.
    /// </summary>
    Auto,

    /// <summary>
    /// Mapped into memory: the fastest, for a file that nobody changes meanwhile. What a file lost that was cut short is missing, as with
    /// <see cref="Stream"/>, if that happened before the read. If it happens during the read or in the few milliseconds before it, or if the
    /// disk fails, the operating system ends the process: on Linux and macOS with a fatal AccessViolationException that cannot be caught
    /// (SIGBUS). Windows does not let a mapped file be cut short. A file that is deleted or replaced is read on.
    /// </summary>
    Mapped,

    /// <summary>
    /// Read call by call. A file that shrinks only makes reads end early, with <see cref="MemoryFailureReason.Truncated"/>; a disk or a share
    /// that fails is a <see cref="KernelDumpException"/> of <see cref="KernelDumpError.FileUnavailable"/>.
    /// </summary>
    Stream,
}
