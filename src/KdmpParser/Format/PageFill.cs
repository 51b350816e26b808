using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace KdmpParser.Format;

/// <summary>
/// Windows fills the header with ASCII 'PAGE' before it writes the fields it knows, so a field that still holds it was not recorded.
/// </summary>
internal static class PageFill
{
    public const uint UInt32 = 0x45474150;
    public const ulong UInt64 = 0x4547415045474150;

    public static uint? Recorded(uint value) => value == UInt32 ? null : value;

    public static ulong? Recorded(ulong value) => value == UInt64 ? null : value;

    public static ImmutableArray<ulong?> Recorded(ReadOnlySpan<ulong> values)
    {
        var recorded = new ulong?[values.Length];
        for (int i = 0; i < recorded.Length; i++)
            recorded[i] = Recorded(values[i]);
        return ImmutableCollectionsMarshal.AsImmutableArray(recorded);
    }
}
