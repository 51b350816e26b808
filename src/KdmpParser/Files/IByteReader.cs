namespace KdmpParser.Files;

/// <summary>Somebody who looks at bytes of a dump where they are.</summary>
internal interface IByteReader
{
    /// <summary>Looks at bytes. Nothing else is read from a dump meanwhile.</summary>
    void Read(ReadOnlySpan<byte> bytes);
}
