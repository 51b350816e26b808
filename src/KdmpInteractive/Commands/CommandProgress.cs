namespace KdmpInteractive.Commands;

/// <summary>How far a command has come.</summary>
/// <param name="Done">What is done, in bytes.</param>
/// <param name="Total">What there is to do, in bytes.</param>
public readonly record struct CommandProgress(long Done, long Total);
