using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>A bug check as WinDbg's <c>.bugcheck</c> shows it.</summary>
internal static class BugCheckView
{
    public static View Of(BugCheck bugCheck) => new($"Bug check {bugCheck}", new FieldList(
        [.. bugCheck.Parameters.Select((parameter, i) => ($"Parameter {i + 1}", parameter is { } value ? Hex.Padded(value) : null))]));
}
