namespace KdmpParser.Sample;

/// <summary>A function of a synthetic image.</summary>
/// <param name="Offset">Where it begins, from the start of the image.</param>
/// <param name="Code">Its instructions.</param>
/// <param name="Export">The name that others know it by; <see langword="null"/> where only a PDB would have one.</param>
/// <param name="Unwind">Its UNWIND_INFO; <see langword="null"/> for a leaf, which needs none.</param>
internal sealed record SampleFunction(uint Offset, byte[] Code, string? Export = null, byte[]? Unwind = null);
