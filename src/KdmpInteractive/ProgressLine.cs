using System.Diagnostics;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive;

/// <summary>A line below a cell that says how far a command has come: after a second, then four times a second.</summary>
/// <param name="show">Shows a line and gives what replaces it.</param>
internal sealed class ProgressLine(Func<string, Action<string>> show) : IProgress<ScanProgress>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    private readonly long _start = Stopwatch.GetTimestamp();
    private long _shown;
    private Action<string>? _replace;
    private ScanProgress _last;

    public void Report(ScanProgress value)
    {
        _last = value;
        if (Stopwatch.GetElapsedTime(_start) < s_patience || (_replace is not null && Stopwatch.GetElapsedTime(_shown) < s_interval))
            return;
        _shown = Stopwatch.GetTimestamp();
        string percent = value.ByteCount > 0 ? FormattableString.Invariant($"{100 * value.BytesDone / value.ByteCount} %, ") : "";
        Say($"{percent}{Sizes.Of((ulong)value.BytesDone)} of {Sizes.Of((ulong)value.ByteCount)}");
    }

    /// <summary>Leaves a last line behind, where there was one at all.</summary>
    public void End()
    {
        if (_replace is not null)
            Say(FormattableString.Invariant($"{Sizes.Of((ulong)_last.BytesDone)} in {Stopwatch.GetElapsedTime(_start).TotalSeconds:0.0} s"));
    }

    private void Say(string line)
    {
        if (_replace is null)
            _replace = show(line);
        else
            _replace(line);
    }
}
