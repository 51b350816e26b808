namespace KdmpParser.Files;

/// <summary>The bytes of a dump, wherever they are. Safe for concurrent readers, also while another thread disposes it.</summary>
internal abstract class DumpFile : IDisposable
{
    // A handle is not closed while any thread reads through it, so it cannot be asked whether the dump is.
    private volatile bool _isDisposed;

    protected bool IsDisposed => _isDisposed;

    /// <summary>Length in bytes, as it was when the file was opened; never zero.</summary>
    public abstract long Length { get; }

    /// <summary>Whether readers wait for each other, and had better not be many.</summary>
    public virtual bool TakesTurns => false;

    /// <summary>Copies from <paramref name="offset"/> on.</summary>
    /// <returns>Bytes copied: fewer than asked where the file ends or was cut short, zero outside of it.</returns>
    /// <exception cref="KernelDumpException">The system cannot read the file any more, such as one on a share that went away.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public abstract int Read(long offset, Span<byte> destination);

    /// <summary>Whether <see cref="Show"/> needs no room for a copy.</summary>
    public virtual bool IsInPlace => false;

    /// <summary>Shows bytes, all of them or none.</summary>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">How many.</param>
    /// <param name="copy">Room for as many.</param>
    /// <param name="reader">Who looks at them.</param>
    /// <returns>How many there are, if fewer.</returns>
    /// <inheritdoc cref="Read" path="/exception"/>
    public virtual int Show(long offset, int count, byte[] copy, IByteReader reader)
    {
        int read = Read(offset, copy.AsSpan(0, count));
        if (read == count)
            reader.Read(copy.AsSpan(0, count));
        return read;
    }

    /// <summary>Keeps answers that need no byte of the file, such as "not in the dump", from being given after the dump was closed.</summary>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_isDisposed, typeof(KernelDump));

    /// <summary>Ends what is under way at its next read.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        Close();
    }

    /// <summary>Lets go of the file; may be called again.</summary>
    protected abstract void Close();

    protected static KernelDumpException Lost(long offset, Exception e) => new(
        KernelDumpError.FileUnavailable, FormattableString.Invariant($"The dump cannot be read any more at offset 0x{offset:x}: {e.Message}"), offset, e);
}
