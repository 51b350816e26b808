using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary>A file that a command writes. One that is there already is replaced with <c>--force</c>, and only with it.</summary>
internal static class WrittenFile
{
    private const string Dash = "-", Device = "/dev/stdout";

    /// <summary>The option of every command that writes a file.</summary>
    internal static readonly CommandParameter Force = new("--force", "Replace a file that is there already.");

    /// <summary>Whether a path on the command line means standard output.</summary>
    public static bool IsStandardOutput(string path) => path == Dash || (!OperatingSystem.IsWindows() && path is Device or "/dev/fd/1" or "/proc/self/fd/1");

    /// <summary>The path of a dump that is to be written, as the system knows it.</summary>
    /// <param name="path">As it was given.</param>
    /// <exception cref="CommandException">It means standard output, and that takes no dump.</exception>
    public static string ForDump(string path)
    {
        if (!IsStandardOutput(path))
            return path;
        if (OperatingSystem.IsWindows())
            throw new CommandException("Windows has no path for standard output, and a dump needs one.", isUsage: true);
        return Console.IsOutputRedirected ? Device : throw new CommandException("Standard output is a terminal, which a dump would only confuse.", isUsage: true);
    }

    /// <summary>Does what writes a file, or what finds out whether one can be written.</summary>
    /// <exception cref="CommandException">There is a file already, and it would be replaced with <c>--force</c>.</exception>
    public static T Write<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (KernelDumpException e) when (e.Error == KernelDumpError.FileExists)
        {
            throw new CommandException($"{e.Message} With {Force.Name} it is replaced.") { Reason = e.Error };
        }
    }

    /// <inheritdoc cref="Write{T}(Func{T})"/>
    public static void Write(Action write) => Write(() =>
    {
        write();
        return true;
    });
}
