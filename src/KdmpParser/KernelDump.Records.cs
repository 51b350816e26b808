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
    /// repeats the context at parameter 4, and the header of many others the one that the processor saved (<see cref="Processor.Context"/>).
    /// </remarks>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public ImmutableArray<CpuContext> Contexts
    {
        get
        {
            _file.ThrowIfDisposed();
            if (_contexts.IsDefault)
                ImmutableInterlocked.InterlockedInitialize(ref _contexts, [.. FindContexts()]);
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
                ImmutableInterlocked.InterlockedInitialize(ref _exceptions, [.. FindExceptions()]);
            return _exceptions;
        }
    }

    private IEnumerable<CpuContext> FindContexts()
    {
        CpuContext?[] found =
        [
            Context,
            ContextSearch.Context(RecordParameters.Of(BugCheck).Context, ContextKind.Exception, Machine, VirtualMemory),
            Processors.FirstOrDefault(processor => processor.IsCaptured)?.Context,
        ];
        return found.OfType<CpuContext>();
    }

    private IEnumerable<ExceptionRecord> FindExceptions()
    {
        ExceptionRecord?[] found = [Exception, ContextSearch.Exception(RecordParameters.Of(BugCheck).Exception, VirtualMemory)];
        return found.OfType<ExceptionRecord>();
    }
}
