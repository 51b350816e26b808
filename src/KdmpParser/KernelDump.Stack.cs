namespace KdmpParser;

// What stands on the stack of the thread that crashed.
public sealed partial class KernelDump
{
    /// <summary>
    /// The values on the stack that lie in a module of the kernel or of the current process: candidates for return addresses, the latest
    /// call first. A small dump says which stack it saved, and all of that is gone through; in others it is from the stack pointer in the header on.
    /// </summary>
    /// <returns>The candidates in the order of their places on the stack, up to the first byte that is missing.</returns>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public CapturedList<StackCandidate> FindStackCandidates() => Kernel.FindStackCandidates(null);

    /// <summary>
    /// The same from the stack pointer of a context upwards: to the end of the stack that a small dump saved, or to where the thread's
    /// stack began, or for 24 KiB where neither is known; never further than <see cref="KernelDumpLimits.StackBytes"/>.
    /// </summary>
    /// <param name="context">One of <see cref="Contexts"/>, or that of a <see cref="Processor"/>.</param>
    /// <returns>The candidates in the order of their places on the stack, up to the first byte that is missing.</returns>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public CapturedList<StackCandidate> FindStackCandidates(CpuContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Kernel.FindStackCandidates(context);
    }

    /// <summary>Where the stack is that a small dump saved: its lowest address, and the one behind its highest.</summary>
    internal (ulong Start, ulong End)? SavedStack => Kernel.SavedStack;
}
