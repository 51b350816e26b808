using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive;

/// <summary>What a <c>#!kdmp</c> line can do to the cell that it stands in. Delegates, because the script that loads the extension can declare no types.</summary>
public sealed class NotebookCell
{
    /// <summary>Shows an output below the cell.</summary>
    public required Action<View> Show { get; init; }

    /// <summary>Makes a dump a C# variable of this name.</summary>
    public required Func<string, KernelDump, Task> SetVariable { get; init; }

    /// <summary>The value of a C# variable, or <see langword="null"/>: so that <c>--dump</c> knows dumps that were opened in C#, too.</summary>
    public Func<string, object?>? GetVariable { get; init; }

    /// <summary>Shows a line of text and gives what replaces it; <see langword="null"/> where progress is not wanted.</summary>
    public Func<string, Action<string>>? ShowProgress { get; init; }

    /// <summary>Ends a command that takes long.</summary>
    public CancellationToken Cancellation { get; init; }
}
