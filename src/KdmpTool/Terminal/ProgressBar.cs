using System.Diagnostics;
using KdmpInteractive;
using KdmpParser;

namespace KdmpTool.Terminal;

/// <summary>
/// The last line of a terminal, for what takes longer than a second: a bar where it is known how much there is, a count where it is not. It makes
/// room for results, and is gone at the end.
/// </summary>
/// <param name="terminal">Where it is shown; never a pipe or a file.</param>
internal sealed class ProgressBar(TextWriter terminal) : IProgress<ScanProgress>, IDisposable
{
    private const int BarLength = 24;
    private const int DefaultWidth = 80;

    /// <summary>To the first column, and clear to the end of the line (ECMA-48: EL).</summary>
    private const string Clear = "\r\e[K";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _drawing = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private Timer? _later;
    private bool _isDisposed;
    private long _counted;
    private ProgressLine? _line;
    private bool _isShown;

    /// <summary>One for whoever waits, or <see langword="null"/> where nobody sees it.</summary>
    public static ProgressBar? For(Streams streams) => streams.ShowsProgress ? new(streams.Error) : null;

    public void Report(ScanProgress value) => (_line ??= new(Show, BarLength)).Report(value);

    /// <summary>Counts what is done, where nobody reports how much there is.</summary>
    /// <param name="done">How many.</param>
    /// <param name="what">Of what, in the plural.</param>
    public void Count(long done, string what)
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_start);
        if (_line is not null || elapsed < s_patience || Stopwatch.GetElapsedTime(_counted) < s_interval)
            return;
        _counted = Stopwatch.GetTimestamp();
        Draw(FormattableString.Invariant($"{done:N0} {what}, {done / elapsed.TotalSeconds:N0}/s, {elapsed.TotalSeconds:N0} s"));
    }

    /// <summary>Says what is being done, once all of it has taken long.</summary>
    public void Say(string what)
    {
        _later?.Dispose();
        TimeSpan patience = s_patience - Stopwatch.GetElapsedTime(_start);
        _later = new(_ => Draw(what), null, patience > TimeSpan.Zero ? patience : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes the line away, until it is drawn again.</summary>
    public void Hide()
    {
        lock (_drawing)
        {
            if (_isShown)
                terminal.Write(Clear);
            _isShown = false;
        }
    }

    public void Dispose()
    {
        _later?.Dispose();
        lock (_drawing)
            _isDisposed = true;
        Hide();
    }

    /// <summary>Columns of the terminal. In Windows it is asked by the output, which may be a file.</summary>
    private static int Width
    {
        get
        {
            try
            {
                return Console.WindowWidth is > 1 and var width ? width : DefaultWidth;
            }
            catch (IOException)
            {
                return DefaultWidth;
            }
        }
    }

    private Action<string> Show(string line)
    {
        Draw(line);
        return Draw;
    }

    private void Draw(string line)
    {
        // A line that wraps could not be taken back.
        int width = Width - 1;
        lock (_drawing)
        {
            if (_isDisposed)
                return;
            terminal.Write(Clear + (line.Length > width ? line[..width] : line));
            _isShown = true;
        }
    }
}
