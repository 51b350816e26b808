namespace KdmpParser.Analysis;

/// <summary>Whether a value can be a return address: whether a call stands right before it.</summary>
public enum CallCheck
{
    /// <summary>The bytes before it are not in the dump.</summary>
    NotCaptured,

    /// <summary>A call stands before it.</summary>
    Call,

    /// <summary>No call ends there, so no call returns there. An interrupt or a fault may have, whose frame holds such an address.</summary>
    NoCall,

    /// <summary>No code is there: the headers of an image, a section that is not executable, or a page that is not.</summary>
    NotCode,
}
