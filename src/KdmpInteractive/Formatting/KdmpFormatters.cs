using KdmpInteractive.Views;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;

namespace KdmpInteractive.Formatting;

/// <summary>Hands the shown types over to the notebook's formatting library, as HTML and as plain text.</summary>
public static class KdmpFormatters
{
    private const string Html = "text/html";
    private const string Text = "text/plain";

    /// <summary>For those who ask for it. Not preferred: the host hands it to Jupyter as a string, of which a renderer makes nothing.</summary>
    private const string PlotlyJson = "application/vnd.plotly.v1+json";

    /// <summary>Registers every type of <see cref="ShownTypes"/>; doing it twice is harmless.</summary>
    public static void Register()
    {
        foreach (Type type in ShownTypes.All)
        {
            Formatter.Register(type, (value, writer) => Write(value, writer, view => view.ToHtml()), Html);
            Formatter.Register(type, (value, writer) => Write(value, writer, view => view.ToText()), Text);
            Formatter.SetPreferredMimeTypesFor(type, Html, Text);
        }

        Formatter.Register<GenericChart>((chart, writer) => writer.Write(GenericChart.toFigureJson(chart)), PlotlyJson);
    }

    private static void Write(object value, TextWriter writer, Func<Rendering.View, string> render)
    {
        if (ShownTypes.TryGetView(value, out Rendering.View? view))
            writer.Write(render(view));
    }
}
