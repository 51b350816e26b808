namespace KdmpParser;

/// <summary>Where a context comes from; a dump can hold more than one.</summary>
public enum ContextKind
{
    /// <summary>The one in the dump header: usually the processor that crashed, at the bug check or at the fault.</summary>
    Header,
}
