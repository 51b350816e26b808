namespace KdmpParser;

/// <summary>Where a context was found; a dump can hold more than one, and two that were found in different places can be equal.</summary>
public enum ContextKind
{
    /// <summary>In the dump header: usually the processor that crashed, at the bug check or, in small dumps of some codes, at the fault.</summary>
    Header,

    /// <summary>Where the processor that crashed saved its registers at the bug check: its control block (KPRCB) points there.</summary>
    BugCheck,

    /// <summary>Where a parameter of the bug check points: the registers at the exception that was not handled.</summary>
    Exception,
}
