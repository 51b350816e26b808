namespace KdmpParser.Analysis;

/// <summary>Whether a value can be a return address: whether a call stands right before it.</summary>
public enum CallCheck
{
    /// <summary>The bytes before it are not in the dump.</summary>
    NotCaptured,

    /// <summary>A call stands before it.</summary>
    Call,

    /// <summary>No call ends there, so it is none.</summary>
    NoCall,
}
