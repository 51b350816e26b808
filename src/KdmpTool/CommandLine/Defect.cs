using KdmpInteractive.Commands;

namespace KdmpTool.CommandLine;

/// <summary>What no dump, system or user should be able to bring about. It is told in one line like everything else, and the other dumps have their turn.</summary>
internal static class Defect
{
    /// <summary>Whether an exception is none of those that say what is wrong with a dump, a file or a command line.</summary>
    public static bool Is(Exception e) => e is not (IOException or UnauthorizedAccessException or CommandException or OperationCanceledException);

    /// <summary>One sentence, with the place for whoever mends it.</summary>
    public static string Sentence(Exception e)
    {
        if (e is OutOfMemoryException)
            return "There is not enough memory for this.";
        string place = (e.StackTrace ?? "").Split('\n')[0].Split(" in ")[0].Trim();
        return $"This is a defect of kdmp, please report it: {e.GetType().Name} {place}: {e.Message}";
    }
}
