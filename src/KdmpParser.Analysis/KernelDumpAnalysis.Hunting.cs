using KdmpParser.Analysis;
using KdmpParser.Analysis.Hunting;

namespace KdmpParser;

// What does not fit together, as things do not that somebody hides. All of it is facts: each has innocent reasons, too.
public static partial class KernelDumpAnalysis
{
    /// <summary>
    /// Memory that can be written and executed, of the kernel and of the process that the dump was taken in. For another process, give
    /// <see cref="KernelDump.GetAddressSpace"/>'s <see cref="VirtualAddressSpace.EnumerateRegions"/> a look.
    /// </summary>
    /// <remarks>Honest reasons: programs that compile at run time, and large pages of old Windows builds, which take code and data together.</remarks>
    /// <param name="dump">The dump.</param>
    /// <param name="cancellation">Ends the pass over the page tables.</param>
    /// <returns>The memory in ascending order, each piece in one module or in none; none for small dumps and for ARM64, with the reason.</returns>
    /// <exception cref="OperationCanceledException">The pass was ended.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public static CapturedList<CodeRegion> FindWritableCode(this KernelDump dump, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dump);
        return new CodeHunt(dump).Writable(cancellation);
    }

    /// <summary>Executable memory of the kernel that lies in no listed module.</summary>
    /// <remarks>
    /// Honest reasons: the heap of the HAL, the run-time services of the firmware (UEFI), what kernel address shadowing maps twice, drivers of other
    /// sessions, code that Windows copies for itself, and large pages that cover more than the module that is mapped with them (<see cref="CodeRegion.LargePageOf"/>).
    /// </remarks>
    /// <inheritdoc cref="FindWritableCode"/>
    public static CapturedList<CodeRegion> FindCodeOutsideModules(this KernelDump dump, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dump);
        return new CodeHunt(dump).OutsideModules(cancellation);
    }

    /// <summary>
    /// Compares the headers of modules in memory with the loader's list: their size, entry point, address and machine; in small dumps, and for the
    /// modules of a program, the time stamp, and in small dumps the checksum, which the lists have; and the rights of their sections of code with how they are mapped.
    /// </summary>
    /// <remarks>
    /// A header that is not in the dump is named as such (<see cref="ImageDifferenceKind.NotCaptured"/>). Drivers of other sessions are not mapped in the one
    /// that the dump was taken in. A large page has one set of rights for all in it.
    /// </remarks>
    /// <param name="dump">The dump; small dumps keep few headers, and those are compared.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What differs.</returns>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public static CapturedList<ImageDifference> CompareImages(this KernelDump dump, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dump);
        return new ImageCheck(dump).Run(cancellation);
    }

    /// <summary>Finds the headers of images in executable memory of the kernel that no listed module has: at the start of a page, or in the page before.</summary>
    /// <remarks>An image whose header was erased is not found by this; its code is what <see cref="FindCodeOutsideModules"/> gives. Drivers of other sessions are images, too.</remarks>
    /// <param name="dump">The dump.</param>
    /// <param name="progress">Told how far the pass is, in bytes of executable memory.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The images in ascending order; none for small dumps and for ARM64, with the reason.</returns>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public static CapturedList<HiddenImage> FindHiddenImages(this KernelDump dump, IProgress<ScanProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dump);
        return new ImageHunt(dump, new CodeHunt(dump)).Run(progress, cancellation);
    }

    /// <summary>
    /// Finds processes in all places that know of them: the system's list, the threads that processors ran, the table of identifiers, and physical memory itself.
    /// One that the list does not have is hidden, or has ended: see <see cref="FoundProcesses"/> for what cannot be known.
    /// </summary>
    /// <param name="dump">The dump.</param>
    /// <param name="scan">Whether to go through physical memory, which takes as long as reading it.</param>
    /// <param name="progress">Told how far that is, in captured bytes.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The processes, those that are not listed first.</returns>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public static FoundProcesses FindProcesses(this KernelDump dump, bool scan = true, IProgress<ScanProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dump);
        return new ProcessHunt(dump).Run(scan, progress, cancellation);
    }
}
