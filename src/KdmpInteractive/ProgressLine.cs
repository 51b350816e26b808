using System.Diagnostics;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive;

/// <summary>
/// A line that says how far a command has come, how fast it is and how long it will take: after a second, then four times a second.
/// </summary>
/// <param name="show">Shows a line and gives what replaces it.</param>
/// <param name="barLength">Characters of a bar before the numbers; none for 0.</param>
internal sealed class ProgressLine(Func<string, Action<string>> show, int barLength = 0) : IProgress<ScanProgress>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    private readonly long _start = Stopwatch.GetTimestamp();
    private long _shown;
    private Action<string>? _replace;
    private ScanProgress _last;

    private double Seconds => Stopwatch.GetElapsedTime(_start).TotalSeconds;

    /// <inheritdoc/>
    public void Report(ScanProgress value)
    {
        _last = value;
        if (Stopwatch.GetElapsedTime(_start) < s_patience || (_replace is not null && Stopwatch.GetElapsedTime(_shown) < s_interval))
            return;
        _shown = Stopwatch.GetTimestamp();
        Say(Status(value, Seconds, barLength));
    }

    /// <summary>Leaves a last line behind, where there was one at all.</summary>
    public void End()
    {
        if (_replace is not null)
            Say(FormattableString.Invariant($"{Sizes.Of((ulong)_last.BytesDone)} in {Seconds:0.0} s"));
    }

    /// <summary>As in <c>25 %, 1 GiB of 4 GiB, 512 MiB/s, 6 s left</c>.</summary>
    /// <param name="value">How far it is.</param>
    /// <param name="seconds">How long that took.</param>
    /// <param name="barLength">Characters of the bar.</param>
    internal static string Status(ScanProgress value, double seconds, int barLength)
    {
        string amount = $"{Sizes.Of((ulong)value.BytesDone)} of {Sizes.Of((ulong)value.ByteCount)}";
        if (value.ByteCount <= 0 || seconds <= 0)
            return amount;
        double done = (double)value.BytesDone / value.ByteCount, rate = value.BytesDone / seconds;
        string bar = barLength == 0 ? "" : $"[{new string('#', (int)(done * barLength)).PadRight(barLength)}] ";
        string speed = rate < 1 ? "" : $", {Sizes.Of((ulong)rate)}/s, {Duration((value.ByteCount - value.BytesDone) / rate)} left";
        return FormattableString.Invariant($"{bar}{(int)(100 * done)} %, {amount}{speed}");
    }

    private static string Duration(double seconds) => seconds switch
    {
        < 100 => FormattableString.Invariant($"{Math.Ceiling(seconds)} s"),
        < 6000 => FormattableString.Invariant($"{Math.Ceiling(seconds / 60)} min"),
        _ => FormattableString.Invariant($"{seconds / 3600:0.0} h"),
    };

    private void Say(string line)
    {
        if (_replace is null)
            _replace = show(line);
        else
            _replace(line);
    }
}
