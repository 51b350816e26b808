using System.Text;

namespace KdmpParser.Analysis.BugChecks;

/// <summary>What the kernel's pool is asked for.</summary>
internal static class PoolNames
{
    /// <summary>PROTECTED_POOL: a block that only ExFreePoolWithTag frees.</summary>
    private const uint ProtectedTag = 0x80000000;

    /// <summary>POOL_TYPE (wdm.h), or <see langword="null"/>.</summary>
    public static string? Type(ulong type) => type switch
    {
        0 => "NonPagedPool",
        1 => "PagedPool",
        2 => "NonPagedPoolMustSucceed",
        4 => "NonPagedPoolCacheAligned",
        5 => "PagedPoolCacheAligned",
        6 => "NonPagedPoolCacheAlignedMustS",
        0x20 => "NonPagedPoolSession",
        0x21 => "PagedPoolSession",
        0x200 => "NonPagedPoolNx",
        0x204 => "NonPagedPoolNxCacheAligned",
        0x220 => "NonPagedPoolSessionNx",
        _ => null,
    };

    /// <summary>The four characters of a tag, the first in the lowest byte; <see langword="null"/> where they are not all printable.</summary>
    public static string? Tag(uint tag)
    {
        string text = Encoding.Latin1.GetString(BitConverter.GetBytes(tag & ~ProtectedTag));
        return text.All(character => character is >= ' ' and <= '~') && text != "    " ? text : null;
    }
}
