using System.Runtime.InteropServices;
using KdmpParser.Writing;

namespace KdmpTool.CommandLine;

/// <summary>
/// Ctrl+C, a polite kill, or a terminal that is closed: the first one cancels what is under way, so that a file that is half written is taken away; the
/// second one takes it away at once and ends the process.
/// </summary>
internal sealed class Interruption : IDisposable
{
    /// <summary>
    /// SIGXFSZ of Linux and macOS: a file became larger than it may (<c>ulimit -f</c>). The write says so, too. For as long as the process lives, since
    /// the signal may be heard of later than that.
    /// </summary>
    private static readonly PosixSignalRegistration? s_fileTooLarge;

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;

    static Interruption()
    {
        if (!OperatingSystem.IsWindows())
            s_fileTooLarge = PosixSignalRegistration.Create((PosixSignal)25, signal => signal.Cancel = true);
    }

    public Interruption() =>
        _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Cancel))];

    /// <summary>What is cancelled.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Leaves the source as it is: a signal that is on its way may still cancel it.</summary>
    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals)
            signal.Dispose();
    }

    private void Cancel(PosixSignalContext context)
    {
        context.Cancel = !_source.IsCancellationRequested;
        if (!context.Cancel)
            WholeFile.RemoveUnfinished();
        _source.Cancel();
    }
}
