using KdmpParser.Files;

namespace KdmpParser;

// What drivers and parts of Windows added to the dump, behind everything else in the file.
public sealed partial class KernelDump
{
    private SecondaryData? _secondaryData;

    /// <summary>
    /// The tagged entries behind the last page, or behind the end of a small dump, in the order of the file; empty when the dump has
    /// none. Read when first asked; no content is.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public SecondaryData SecondaryData
    {
        get
        {
            _file.ThrowIfDisposed();

            // Two threads may both walk the chain; both get the same list.
            return LazyInitializer.EnsureInitialized(
                ref _secondaryData, () => SecondaryDataChain.Read(_file, SecondaryDataStart, _limits.SecondaryDataEntries));
        }
    }

    private long SecondaryDataStart => _triage is { } triage ? triage.SizeOfDump : _captured.FileEnd;

    /// <summary>Reads the whole content of an entry. It can hold serial numbers of the machine.</summary>
    /// <param name="blob">An entry of <see cref="SecondaryData"/>.</param>
    /// <exception cref="ArgumentException">The entry is of another dump.</exception>
    /// <exception cref="KernelDumpException">The file was cut short since it was opened, or the content does not fit into an array
    /// (<see cref="KernelDumpError.LimitExceeded"/>).</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public byte[] ReadBlob(SecondaryDataBlob blob)
    {
        CheckBlob(blob);
        if (blob.Size > Array.MaxLength)
        {
            throw new KernelDumpException(
                KernelDumpError.LimitExceeded,
                FormattableString.Invariant($"The {blob.Size} bytes tagged {blob.Tag} do not fit into an array; read them piece by piece."),
                blob.FileOffset);
        }

        var content = new byte[blob.Size];
        _file.ReadExactly(blob.FileOffset, content, FormattableString.Invariant($"the secondary data tagged {blob.Tag}"));
        return content;
    }

    /// <summary>Reads a piece of the content of an entry.</summary>
    /// <param name="blob">An entry of <see cref="SecondaryData"/>.</param>
    /// <param name="offset">Where to begin within the content, in bytes; not negative.</param>
    /// <param name="destination">How much to read, and where to.</param>
    /// <returns>Bytes copied: fewer than asked where the content ends, zero behind it.</returns>
    /// <exception cref="ArgumentException">The entry is of another dump, or the offset is negative.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public int ReadBlob(SecondaryDataBlob blob, long offset, Span<byte> destination)
    {
        CheckBlob(blob);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return offset < blob.Size
            ? _file.Read(blob.FileOffset + offset, destination[..(int)Math.Min(destination.Length, blob.Size - offset)])
            : 0;
    }

    private void CheckBlob(SecondaryDataBlob blob)
    {
        ArgumentNullException.ThrowIfNull(blob);
        if (!SecondaryData.Contains(blob))
            throw new ArgumentException($"The secondary data tagged {blob.Tag} is not an entry of {Name}.", nameof(blob));
    }
}
