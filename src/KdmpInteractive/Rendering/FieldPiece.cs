namespace KdmpInteractive.Rendering;

/// <summary>The bytes of one field in one line.</summary>
/// <param name="Start">Where they begin in the line.</param>
/// <param name="Length">How many they are.</param>
/// <param name="Field">The field; <see langword="null"/> for bytes that are none.</param>
/// <param name="Number">Which field it is, counted from zero; neighbours look different by it.</param>
/// <param name="IsFirst">Whether the field begins here, and not in a line before.</param>
internal readonly record struct FieldPiece(int Start, int Length, FieldSpan? Field, int Number, bool IsFirst);
