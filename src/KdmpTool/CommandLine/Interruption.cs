using System.Runtime.InteropServices;

namespace KdmpTool.CommandLine;

/// <summary>
/// Ctrl+C, or a polite kill: the first one cancels what is under way, so that a file that is half written is taken away; the second one
/// ends the process.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _termination;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        _termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
    }

    /// <summary>What is cancelled.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Leaves the source as it is: a signal that is on its way may still cancel it.</summary>
    public void Dispose()
    {
        _interrupt.Dispose();
        _termination.Dispose();
    }

    private void Cancel(PosixSignalContext context)
    {
        context.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
