namespace KdmpParser.Analysis;

/// <summary>A command that helps to understand a crash.</summary>
/// <param name="Line">The command as it is typed behind <c>#!kdmp</c>, such as <c>context --kind exception</c>.</param>
/// <param name="Reason">What it shows, in a few words.</param>
public sealed record SuggestedCommand(string Line, string Reason)
{
    /// <summary>The command and its reason.</summary>
    public override string ToString() => $"{Line}: {Reason}";
}
