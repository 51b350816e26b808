namespace KdmpParser.Analysis;

/// <summary>In what an image in memory differs from what the list of modules says of it.</summary>
public enum ImageDifferenceKind
{
    /// <summary>Its first page is there and does not begin with 'MZ', or no PE signature follows: the header was erased or overwritten, or the entry is made up.</summary>
    NoHeader,

    /// <summary>The size in its header, in whole pages, is another (SizeOfImage).</summary>
    Size,

    /// <summary>The time stamp in its header is another (TimeDateStamp).</summary>
    TimeDateStamp,

    /// <summary>The checksum in its header is another (CheckSum).</summary>
    CheckSum,

    /// <summary>The entry point in its header is another (AddressOfEntryPoint).</summary>
    EntryPoint,

    /// <summary>Its header names another address as its own (ImageBase, which the loader sets when it moves an image).</summary>
    Base,

    /// <summary>Its header is for another processor than the dump (Machine).</summary>
    Machine,

    /// <summary>A section of code that its header does not call writable is mapped writable.</summary>
    WritableCode,

    /// <summary>No difference: its header is not in the dump, or not in memory, so nothing was compared.</summary>
    NotCaptured,
}
