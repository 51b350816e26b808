using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary>A command that cannot do what was asked: one sentence for the person who typed it.</summary>
/// <param name="message">The sentence. It may quote a dump: what a terminal would obey in it is escaped.</param>
/// <param name="isUsage">Whether the command line is wrong, not the dump.</param>
public sealed class CommandException(string message, bool isUsage = false) : Exception(VisibleText.Of(message))
{
    /// <summary>Whether the command line is wrong, not the dump.</summary>
    public bool IsUsage { get; } = isUsage;

    /// <summary>What is wrong with the file, where that is why; <see langword="null"/> otherwise.</summary>
    public KernelDumpError? Reason { get; init; }
}
