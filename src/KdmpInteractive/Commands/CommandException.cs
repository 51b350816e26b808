namespace KdmpInteractive.Commands;

/// <summary>A command that cannot do what was asked: one sentence for the person who typed it.</summary>
/// <param name="message">The sentence.</param>
/// <param name="isUsage">Whether the command line is wrong, not the dump.</param>
public sealed class CommandException(string message, bool isUsage = false) : Exception(message)
{
    /// <summary>Whether the command line is wrong, not the dump.</summary>
    public bool IsUsage { get; } = isUsage;
}
