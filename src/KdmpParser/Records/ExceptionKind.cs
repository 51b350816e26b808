namespace KdmpParser;

/// <summary>Where an exception record was found; a dump can hold more than one.</summary>
public enum ExceptionKind
{
    /// <summary>In the dump header: the exception that the registers there belong to, or the breakpoint at the bug check.</summary>
    Header,

    /// <summary>Where a parameter of the bug check points: the exception that was not handled.</summary>
    BugCheckParameter,
}
