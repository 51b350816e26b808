using System.Text;

namespace KdmpTool.Terminal;

/// <summary>Where the program writes: results to one place, what is to be said about them to another.</summary>
/// <param name="output">Results.</param>
/// <param name="error">Remarks, progress, what went wrong; the process' own, which takes some time to be made, where it is <see langword="null"/>.</param>
internal sealed class Streams(TextWriter output, TextWriter? error)
{
    /// <summary>What is written at once when nobody watches: a line each would be a system call each.</summary>
    private const int BufferSize = 1 << 16;

    /// <summary>Results.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>Remarks.</summary>
    public TextWriter Error => error ?? Console.Error;

    /// <summary>Whether results go to a terminal that shows colours.</summary>
    public bool HasColors { get; init; }

    /// <summary>Whether results go to a terminal at all: then each is shown at once.</summary>
    public bool IsWatched { get; init; }

    /// <summary>Whether remarks go to a terminal, which has room for a line that changes.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Those of the process. Buffered, and UTF-8 without a mark whatever the console is set to.</summary>
    public static Streams OfProcess()
    {
        var output = new StreamWriter(new StandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferSize);
        bool isWatched = !Console.IsOutputRedirected, showsProgress = !Console.IsErrorRedirected;

        // Windows' console has a code page that it takes the bytes for.
        if (isWatched && OperatingSystem.IsWindows())
            Console.OutputEncoding = Encoding.UTF8;
        return new(output, error: null)
        {
            IsWatched = isWatched,
            HasColors = isWatched && TerminalFeatures.HasColors(Console.Out),
            ShowsProgress = showsProgress && TerminalFeatures.HasEscapes(Console.Error),
        };
    }
}
