namespace KdmpParser.Analysis;

/// <summary>Whether an address belongs to the symbol that lies nearest below it, as the image's exception directory (.pdata) tells.</summary>
public enum SymbolRelation
{
    /// <summary>It is not known where functions begin and end there: functions that call nothing need no entry, and an image's pages can be missing.</summary>
    Unknown,

    /// <summary>It is the symbol's own address, or in the function that begins there.</summary>
    Same,

    /// <summary>Another function lies between: the symbol says where the address is, not what it is.</summary>
    AnotherFunction,
}
