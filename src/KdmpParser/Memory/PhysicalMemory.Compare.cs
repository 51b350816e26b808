using KdmpParser.Comparing;

namespace KdmpParser;

// Two dumps of one machine.
public sealed partial class PhysicalMemory
{
    /// <summary>
    /// Compares the pages with those of a later dump, as the differences are taken: those that only the later one has were added, those that
    /// only this one has are missing. Pages that are the same are passed over. Only what one of them captured is looked at.
    /// </summary>
    /// <param name="later">The memory of the later dump.</param>
    /// <param name="progress">Told how far the pass is, in captured bytes of both dumps together.</param>
    /// <param name="cancellation">Ends the pass.</param>
    /// <returns>The differences in the order of their addresses; neighbours of one kind are one.</returns>
    /// <exception cref="KernelDumpException">A file was cut short meanwhile (<see cref="KernelDumpError.MemoryUnavailable"/>).</exception>
    /// <exception cref="OperationCanceledException">The pass was ended.</exception>
    /// <exception cref="ObjectDisposedException">A dump was closed.</exception>
    public IEnumerable<PageDifference> Compare(
        PhysicalMemory later, IProgress<ScanProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(later);
        _captured.ThrowIfDisposed();
        later._captured.ThrowIfDisposed();
        return MemoryComparison.Run(_captured, later._captured, progress, cancellation);
    }
}
