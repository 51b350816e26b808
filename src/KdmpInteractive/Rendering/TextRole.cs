namespace KdmpInteractive.Rendering;

/// <summary>What a piece of plain text is, for a terminal that can show it: the counterpart of the classes in <see cref="Stylesheet"/>.</summary>
internal enum TextRole
{
    /// <summary>Anything.</summary>
    Plain,

    /// <summary>The title of a view, the names of columns, the line above what is folded away.</summary>
    Heading,

    /// <summary>The name of a value: a field, a register, the address of a line.</summary>
    Label,

    /// <summary>What should not be missed.</summary>
    Warning,

    /// <summary>What says little: zeros, what was not recorded.</summary>
    Faint,

    /// <summary>A byte that is a printable character.</summary>
    Printable,

    /// <summary>A byte of ff.</summary>
    AllOnes,

    /// <summary>A mark of a drawing.</summary>
    Mark,
}
