namespace KdmpParser;

/// <summary>A file that is not a readable kernel dump, or a dump that cannot do what was asked.</summary>
public sealed class KernelDumpException : IOException
{
    /// <summary>Makes an exception from its parts.</summary>
    /// <param name="error">What is wrong, for code that decides.</param>
    /// <param name="message">One sentence for people: what the file is and what is needed instead.</param>
    /// <param name="fileOffset">Where in the file, in bytes, or <see langword="null"/> when no single place is to blame.</param>
    /// <param name="innerException">The system's own error, if there was one.</param>
    public KernelDumpException(KernelDumpError error, string message, long? fileOffset = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Error = error;
        FileOffset = fileOffset;
    }

    /// <summary>What is wrong, for code that decides.</summary>
    public KernelDumpError Error { get; }

    /// <summary>Where in the file the contradiction is, in bytes.</summary>
    public long? FileOffset { get; }

    /// <summary>What should have been there, such as <c>'SDMP' or 'FDMP'</c> or <c>8192 bytes</c>; <see langword="null"/> where there is no such thing.</summary>
    public string? Expected { get; init; }

    /// <summary>What was there instead. Taken from the file: encode it before showing it.</summary>
    public string? Actual { get; init; }

    /// <summary>Why memory could not be had, for <see cref="KernelDumpError.MemoryUnavailable"/>.</summary>
    public MemoryFailure? MemoryFailure { get; init; }

    internal static KernelDumpException Unavailable(MemoryFailure failure, string address) =>
        new(KernelDumpError.MemoryUnavailable, $"{address} cannot be read: {failure}.") { MemoryFailure = failure };
}
