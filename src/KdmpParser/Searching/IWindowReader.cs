namespace KdmpParser.Searching;

/// <summary>What a pass over memory is made for.</summary>
internal interface IWindowReader
{
    /// <summary>Looks at bytes. They may be those of a mapping: nothing else is read from a dump meanwhile.</summary>
    void Read(Window window);
}
