namespace KdmpParser.Analysis;

/// <summary>What speaks for a module's part in a crash, the strongest first: their order is that of the ranking.</summary>
public enum EvidenceKind
{
    /// <summary>The bug check itself is about this driver: a parameter has its name, or the code is one for drivers that were unloaded too early.</summary>
    NamedByCode,

    /// <summary>The instruction that raised the exception, or made the access that failed, is in it.</summary>
    FaultingInstruction,

    /// <summary>A parameter of the bug check that is documented to be the address of code (a routine, a callback, an owner tag) lies in it.</summary>
    CodeParameter,

    /// <summary>It is on the unwound call stack.</summary>
    CallStack,

    /// <summary>A value on the stack lies in it, which may be a return address; see <see cref="CallCheck"/>.</summary>
    StackValue,

    /// <summary>Another parameter of the bug check happens to lie in it, such as the data that was accessed.</summary>
    ParameterValue,
}
