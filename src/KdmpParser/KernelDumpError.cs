namespace KdmpParser;

/// <summary>Why a file could not be opened as a kernel dump, or a dump could not do what was asked.</summary>
public enum KernelDumpError
{
    /// <summary>The file does not exist, is a folder, or may not be read.</summary>
    FileUnavailable,

    /// <summary>A file could not be written; the inner exception is the system's own error, if there was one. What was there before is still there.</summary>
    NotWritten,

    /// <summary>A file was not written, since there is one of its name already, and replacing that was not asked for.</summary>
    FileExists,

    /// <summary>The file has no bytes at all.</summary>
    Empty,

    /// <summary>The file begins with nothing but zeros, as an unfinished copy does.</summary>
    AllZeros,

    /// <summary>The file is something else: an archive, an executable, text.</summary>
    NotADump,

    /// <summary>A 32-bit kernel dump ('PAGEDUMP').</summary>
    ThirtyTwoBitDump,

    /// <summary>A user-mode minidump ('MDMP').</summary>
    UserModeMinidump,

    /// <summary>The dump ends before something that its header promises.</summary>
    Truncated,

    /// <summary>A dump type that no known Windows version writes.</summary>
    UnknownDumpType,

    /// <summary>A known kind of dump whose layout this library does not read.</summary>
    UnsupportedDumpType,

    /// <summary>A processor other than x64 and ARM64.</summary>
    UnsupportedMachine,

    /// <summary>A structure of the dump contradicts itself or the file.</summary>
    Corrupt,

    /// <summary>The dump asks for more than <see cref="KernelDumpLimits"/> allow.</summary>
    LimitExceeded,

    /// <summary>The type of dump that was asked for cannot hold these pages; the message names one that can.</summary>
    DoesNotFit,

    /// <summary>Memory that was asked for cannot be had; <see cref="KernelDumpException.MemoryFailure"/> says why.</summary>
    MemoryUnavailable,

    /// <summary>The dump has none of what was asked for, such as physical memory in a small dump.</summary>
    NotInThisDump,
}
