using System.Text;
using Microsoft.Win32.SafeHandles;

namespace KdmpTool.Terminal;

/// <summary>Where the program writes: results to one place, what is to be said about them to another.</summary>
/// <param name="output">Results.</param>
/// <param name="error">Remarks, progress, what went wrong.</param>
internal sealed class Streams(TextWriter output, TextWriter error)
{
    /// <summary>What is written at once when nobody watches: a line each would be a system call each.</summary>
    private const int BufferSize = 1 << 16;

    /// <summary>Results.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>Remarks.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>Whether results go to a terminal that shows colours.</summary>
    public bool HasColors { get; init; }

    /// <summary>Whether results go to a terminal at all: then each is shown at once.</summary>
    public bool IsWatched { get; init; }

    /// <summary>Whether remarks go to a terminal, which has room for a line that changes.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Those of the process. Buffered, and UTF-8 without a mark whatever the console is set to.</summary>
    public static Streams OfProcess()
    {
        var output = new StreamWriter(StandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferSize);
        bool isWatched = !Console.IsOutputRedirected, showsProgress = !Console.IsErrorRedirected;
        return new(output, Console.Error)
        {
            IsWatched = isWatched,
            HasColors = isWatched && TerminalFeatures.HasColors(Console.Out),
            ShowsProgress = showsProgress && TerminalFeatures.HasEscapes(Console.Error),
        };
    }

    /// <summary>Whether writing failed since whoever read a pipe went away: EPIPE, or ERROR_BROKEN_PIPE and ERROR_NO_DATA of Windows.</summary>
    public static bool IsReaderGone(IOException e) => OperatingSystem.IsWindows() ? e.HResult is unchecked((int)0x8007006d) or unchecked((int)0x800700e8) : e.HResult == 32;

    /// <summary>
    /// .NET's own stream for the console swallows that the reader of a pipe went away, as <c>head</c> does: a search would go on to the end of
    /// the dump for nobody. A file must be written by that stream, which appends where the process before stopped.
    /// </summary>
    private static Stream StandardOutput()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
            return Console.OpenStandardOutput();
        var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return pipe.CanSeek ? Console.OpenStandardOutput() : pipe;
    }
}
