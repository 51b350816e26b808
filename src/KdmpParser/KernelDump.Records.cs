using System.Collections.Immutable;

namespace KdmpParser;

// Registers and exceptions, in the header and beyond it: looked for when they are first asked for.
public sealed partial class KernelDump
{
    private ImmutableArray<CpuContext> _contexts;
    private ImmutableArray<ExceptionRecord> _exceptions;

    /// <summary>
    /// Every context that the dump names: the header's, the one that a parameter of the bug check points to (as parameter 4 of 0x7e does),
    /// and the one that the processor saved at the bug check. What the dump does not hold is left out.
    /// </summary>
    /// <remarks>
    /// <see cref="CpuContext.Kind"/> says where each was found, not that it differs from the others: the header of a small dump of 0x1000007e
    /// repeats the context at parameter 4, and the header of many others the one saved at the bug check. That last one is found in small
    /// dumps only.
    /// </remarks>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public ImmutableArray<CpuContext> Contexts
    {
        get
        {
            _file.ThrowIfDisposed();
            if (_contexts.IsDefault)
                ImmutableInterlocked.InterlockedInitialize(ref _contexts, ContextSearch.Contexts(Context, ContextCandidates(), Machine, VirtualMemory));
            return _contexts;
        }
    }

    /// <summary>
    /// Every exception that the dump names: the header's, and the one that a parameter of the bug check points to (as parameter 3 of 0x7e and
    /// 0x139 does). What the dump does not hold is left out.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public ImmutableArray<ExceptionRecord> Exceptions
    {
        get
        {
            _file.ThrowIfDisposed();
            if (_exceptions.IsDefault)
                ImmutableInterlocked.InterlockedInitialize(ref _exceptions, ContextSearch.Exceptions(Exception, RecordParameters.Of(BugCheck).Exception, VirtualMemory));
            return _exceptions;
        }
    }

    /// <summary>Where contexts other than the header's may lie, in the order in which they are listed.</summary>
    private IEnumerable<ContextCandidate> ContextCandidates()
    {
        if (RecordParameters.Of(BugCheck).Context is { } parameter)
            yield return new(ContextKind.Exception, parameter);
        if (Type == DumpType.Triage && TriagePrcb.SavedContext(_file) is { } saved)
            yield return new(ContextKind.BugCheck, saved);
    }
}
