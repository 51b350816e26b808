namespace KdmpInteractive.Rendering;

/// <summary>The style of every view, under one class. Colours are the page's own: light, dark and high contrast need nothing more.</summary>
internal static class Stylesheet
{
    public const string Css =
        ".kdmp{margin:.5em 0;max-width:100%;overflow-x:auto;color:inherit}" +
        ".kdmp figcaption{font-weight:600;margin:0 0 .4em;text-align:left}" +
        ".kdmp table{border-collapse:collapse;margin:.3em 0;background:none;font-size:.92em}" +
        ".kdmp th,.kdmp td{border:0;border-bottom:1px solid color-mix(in srgb,currentColor 18%,transparent);padding:.15em .9em .15em 0;" +
        "text-align:left;vertical-align:top;background:none;color:inherit;white-space:pre-wrap}" +
        ".kdmp thead th{border-bottom-width:2px;white-space:nowrap}" +
        ".kdmp th{font-weight:600}" +
        ".kdmp .m,.kdmp pre{font-family:ui-monospace,Consolas,Menlo,'DejaVu Sans Mono',monospace}" +
        ".kdmp td.m,.kdmp th.m{white-space:pre}" +
        ".kdmp .n{text-align:right}" +
        ".kdmp p{margin:.3em 0}" +
        ".kdmp p.w{border-left:3px solid currentColor;padding-left:.6em}" +
        ".kdmp summary{cursor:pointer}" +
        ".kdmp .map{display:block;max-width:100%;height:auto}";
}
