namespace KdmpParser.Writing;

/// <summary>What is at a path where something is to be written.</summary>
internal enum Destination
{
    /// <summary>Nothing.</summary>
    Free,

    /// <summary>A file, or a symbolic link to one or to nothing: its name is taken.</summary>
    Taken,

    /// <summary>A folder, or a link to one.</summary>
    Folder,

    /// <summary>A pipe, a terminal, <c>/dev/null</c> or what a shell has opened: what is written there goes somewhere, and replaces nothing.</summary>
    Sink,

    /// <summary>A disk or a socket.</summary>
    Unsuitable,
}
