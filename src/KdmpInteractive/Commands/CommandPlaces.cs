namespace KdmpInteractive.Commands;

/// <summary>Where a command or a parameter exists.</summary>
[Flags]
public enum CommandPlaces
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>As <c>#!kdmp NAME</c> in a notebook.</summary>
    Notebook = 1,

    /// <summary>As <c>kdmp NAME DUMP</c> in a shell.</summary>
    CommandLine = 2,

    /// <summary>In both.</summary>
    Both = Notebook | CommandLine,
}
