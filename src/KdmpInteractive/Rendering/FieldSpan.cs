namespace KdmpInteractive.Rendering;

/// <summary>A field of a <see cref="FieldDump"/>: some bytes, and what they are.</summary>
/// <param name="Offset">Where it begins, from the first byte of the dump.</param>
/// <param name="Size">How many bytes it has, at least one.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, in a few words; empty where the bytes say it themselves.</param>
/// <param name="Elsewhere">What shows its bytes, where they are left out here beyond the first line; <see langword="null"/> where nothing does.</param>
internal readonly record struct FieldSpan(int Offset, int Size, string Name, string Value, string? Elsewhere = null)
{
    public int End => Offset + Size;
}
