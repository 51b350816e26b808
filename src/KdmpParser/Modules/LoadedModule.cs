namespace KdmpParser;

/// <summary>An image that was loaded: a driver, the kernel itself, a program or a DLL.</summary>
public sealed record LoadedModule
{
    /// <summary>Address of its first byte.</summary>
    public required VirtualAddress Base { get; init; }

    /// <summary>Bytes of virtual memory that it takes.</summary>
    public required uint Size { get; init; }

    /// <summary>File name; the last part of <see cref="Path"/> where only that could be read. Not trustworthy: encode it before showing it.</summary>
    public string? Name { get; init; }

    /// <summary>File name with its folders, as the loader keeps it. Not trustworthy: encode it before showing it.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// The time stamp of its PE header: seconds since 1970, or a hash of the content in a reproducible build, so show it in hexadecimal.
    /// <see langword="null"/> when it cannot be read.
    /// </summary>
    public uint? TimeDateStamp { get; init; }

    /// <summary>The checksum of its PE header, where zero says that it has none; <see langword="null"/> when it cannot be read.</summary>
    public uint? CheckSum { get; init; }

    /// <summary>Whether it is a 32-bit image of a WoW64 process.</summary>
    public bool Is32Bit { get; init; }

    /// <summary>Where the loader's list says that execution begins; <see langword="null"/> where it says nothing, as a small dump's table.</summary>
    internal VirtualAddress? EntryPoint { get; init; }

    /// <summary>One line: name and range.</summary>
    public override string ToString() => $"{Name ?? "(no name)"} {Base} to {Base + Size}";

    /// <summary>Whether an address lies in it.</summary>
    public bool Contains(VirtualAddress address) => address >= Base && address - Base < Size;

    /// <summary>The last part of a path with either slash; <see langword="null"/> when there is none.</summary>
    internal static string? LastPart(string? path) => path?[(path.LastIndexOfAny(['\\', '/']) + 1)..] is { Length: > 0 } name ? name : null;
}
