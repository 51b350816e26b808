namespace KdmpInteractive.Rendering;

/// <summary>
/// The style of every view, under one class. Colours are the page's own: light, dark and high contrast need nothing more. What is said
/// survives without it: a sanitising front end drops style elements. The class is doubled where JupyterLab's own rules for outputs are
/// as specific as one.
/// </summary>
internal static class Stylesheet
{
    public const string Css =
        ".kdmp{margin:.5em 0;max-width:100%;color:inherit}" +
        ".kdmp figcaption{font-weight:600;margin:0 0 .4em;text-align:left;overflow-wrap:anywhere}" +
        ".kdmp .s,.kdmp pre{overflow-x:auto;max-width:100%}" +
        ".kdmp table{border-collapse:collapse;table-layout:auto;margin:.3em 0;background:none;font-size:.92em}" +
        ".kdmp caption{caption-side:top;text-align:left;padding:.2em 0;color:inherit;font-style:italic}" +
        ".kdmp.kdmp tr{background:none}" +
        ".kdmp.kdmp th,.kdmp.kdmp td{border:0;border-bottom:1px solid color-mix(in srgb,currentColor 18%,transparent);padding:.15em .9em .15em 0;" +
        "text-align:left;vertical-align:top;background:none;color:inherit;white-space:pre}" +
        ".kdmp.kdmp thead th{border-bottom-width:2px}" +
        ".kdmp th{font-weight:600}" +
        ".kdmp td,.kdmp .m,.kdmp pre{font-family:ui-monospace,Consolas,Menlo,'DejaVu Sans Mono',monospace}" +
        ".kdmp.kdmp .n{text-align:right}" +
        ".kdmp.kdmp .f td,.kdmp.kdmp .l{white-space:pre-wrap;overflow-wrap:anywhere}" +
        ".kdmp .l{min-width:24ch}" +
        ".kdmp p{margin:.3em 0;overflow-wrap:anywhere}" +
        ".kdmp p.w{border-left:3px solid currentColor;padding-left:.6em}" +
        ".kdmp pre{margin:.3em 0;color:inherit;background:none;font-size:.92em;line-height:1.4}" +
        ".kdmp.kdmp pre{white-space:pre;word-break:normal;overflow-wrap:normal}" +
        ".kdmp b{font-weight:700}" +
        ".kdmp .z{opacity:.7}" +
        ".kdmp .h{background:color-mix(in srgb,currentColor 16%,transparent)}" +
        ".kdmp .k{font-size:.85em}" +
        ".kdmp .c{-webkit-user-select:all;user-select:all}" +
        ".kdmp summary{cursor:pointer}" +
        ".kdmp .map{display:block;max-width:100%;height:auto}" +
        ".kdmp .s .map{max-width:none}";
}
