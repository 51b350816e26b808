using KdmpInteractive;
using KdmpParser;

namespace KdmpTool.Terminal;

/// <summary>A bar in the last line of a terminal for what takes longer than a second. It makes room for results, and is gone at the end.</summary>
/// <param name="terminal">Where the bar is; never a pipe or a file.</param>
internal sealed class ProgressBar(TextWriter terminal) : IProgress<ScanProgress>, IDisposable
{
    private const int BarLength = 24;

    /// <summary>To the first column, and clear to the end of the line (ECMA-48: EL).</summary>
    private const string Clear = "\r\e[K";

    private ProgressLine? _line;
    private bool _isShown;

    public void Report(ScanProgress value) => (_line ??= new(Show, BarLength)).Report(value);

    /// <summary>Takes the bar away, until it is drawn again.</summary>
    public void Hide()
    {
        if (_isShown)
            terminal.Write(Clear);
        _isShown = false;
    }

    public void Dispose() => Hide();

    private Action<string> Show(string line)
    {
        Draw(line);
        return Draw;
    }

    private void Draw(string line)
    {
        // A line that wraps could not be taken back.
        int width = Math.Max(1, Console.WindowWidth - 1);
        terminal.Write(Clear + (line.Length > width ? line[..width] : line));
        _isShown = true;
    }
}
