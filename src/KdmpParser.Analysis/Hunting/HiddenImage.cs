using System.Reflection.PortableExecutable;

namespace KdmpParser.Analysis;

/// <summary>The header of an image in executable memory of the kernel that belongs to no listed module.</summary>
/// <param name="Address">Where it begins.</param>
/// <param name="SizeOfImage">How much memory it says that it takes.</param>
/// <param name="TimeDateStamp">The time stamp of its header.</param>
/// <param name="Machine">Which processor it says that it is for.</param>
public sealed record HiddenImage(VirtualAddress Address, uint SizeOfImage, uint TimeDateStamp, Machine Machine)
{
    /// <summary>The executable memory in which, or directly before which, it is.</summary>
    public required VirtualRegion Region { get; init; }

    /// <summary>The driver that was there before it was unloaded.</summary>
    public UnloadedDriver? UnloadedDriver { get; init; }

    /// <summary>One line: address and size.</summary>
    public override string ToString() => FormattableString.Invariant($"an image at {Address}, 0x{SizeOfImage:x} bytes, for {Machine}");
}
