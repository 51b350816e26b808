using KdmpInteractive.Rendering;
using Plotly.NET;

namespace KdmpInteractive.Charts;

/// <summary>plotly.js, out of the Plotly.NET assembly: charts work without a network.</summary>
public static class PlotlyScript
{
    private const string Resource = "Plotly.NET.plotly-2.28.0.min.js";

    /// <summary>Is in a page that has <see cref="Loader"/>: whoever exports it does not embed plotly.js again.</summary>
    public const string Marker = "data-kdmp-plotly";

    /// <summary>The source of plotly.js, about 3.6 MB, to be put into a script element of a page.</summary>
    public static string Source
    {
        get
        {
            using Stream stream = typeof(GenericChart).Assembly.GetManifestResourceStream(Resource)
                ?? throw new InvalidOperationException($"This version of Plotly.NET has no '{Resource}'.");
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    /// <summary>Puts plotly.js into a notebook, as <c>#!kdmp charts interactive</c> does: every chart of the page becomes interactive, those above too.</summary>
    public static View Loader => new("", new LoaderBlock());

    /// <summary>
    /// The source with <c>define</c>, <c>module</c> and <c>exports</c> hidden: otherwise it registers itself with a notebook's module loader
    /// and sets no <c>Plotly</c>. Then draws every chart in the page, and those that come into it: a notebook takes cells out of the page
    /// while nobody sees them.
    /// </summary>
    private sealed class LoaderBlock : Block
    {
        private const string DrawAll =
            "function draw(){var all=window.kdmpCharts||{};Object.keys(all).forEach(function(id){all[id]()})}draw();" +
            "if(!window.kdmpObserver){window.kdmpObserver=new MutationObserver(draw);window.kdmpObserver.observe(document.body,{childList:true,subtree:true})}";

        internal override void WriteHtml(HtmlBuilder html)
        {
            string source = Source;
            html.Append($"<p>{Note(source)}</p><script {Marker}>(function(){{var define,module,exports;if(!window.Plotly){{");
            html.AppendMarkup(source);
            html.Append($"}}");
            html.AppendMarkup(DrawAll);
            html.Append($"}})()</script>");
        }

        internal override void WriteText(TextBuilder text) => text.Append(Note(Source)).Append('\n');

        private static string Note(string source) => FormattableString.Invariant(
            $"plotly.js is in this output now ({source.Length / 1e6:0.0} MB, saved with the notebook): the charts of this notebook are interactive where scripts run. To make the notebook small again, clear this output.");
    }
}
