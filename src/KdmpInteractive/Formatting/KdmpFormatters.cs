using System.Text.Json.Nodes;
using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;

namespace KdmpInteractive.Formatting;

/// <summary>
/// Hands the shown types over to the notebook's formatting library: as HTML, as plain text, and as one line for the host's list of
/// variables. A dump that is shared with another language is a small JSON object there.
/// </summary>
public static class KdmpFormatters
{
    private const string Html = "text/html";
    private const string Text = "text/plain";
    private const string Summary = "text/plain+summary";
    private const string Json = "application/json";

    /// <summary>For those who ask for it. Not preferred: the host hands it to Jupyter as a string, of which a renderer makes nothing.</summary>
    private const string PlotlyJson = "application/vnd.plotly.v1+json";

    /// <summary>Registers every type of <see cref="ShownTypes"/>; doing it twice is harmless.</summary>
    public static void Register()
    {
        foreach (Type type in ShownTypes.All)
        {
            Formatter.Register(type, (value, writer) => Write(value, writer, view => view.ToHtml()), Html);
            Formatter.Register(type, (value, writer) => Write(value, writer, view => view.ToText()), Text);
            Formatter.Register(type, (value, writer) => writer.Write(ValueSummary.Of(value)), Summary);
            Formatter.SetPreferredMimeTypesFor(type, Html, Text);
        }

        Formatter.Register<GenericChart>((chart, writer) => writer.Write(GenericChart.toFigureJson(chart)), PlotlyJson);

        // Else the host takes it apart member by member, every module and every run.
        Formatter.Register<KernelDump>((dump, writer) => writer.Write(Share(dump).ToJsonString()), Json);
    }

    private static JsonObject Share(KernelDump dump)
    {
        try
        {
            return DumpJson.Info(dump);
        }
        catch (ObjectDisposedException)
        {
            return new() { ["dumpType"] = dump.Type.ToString(), ["closed"] = true };
        }
    }

    private static void Write(object value, TextWriter writer, Func<Rendering.View, string> render)
    {
        if (ShownTypes.TryGetView(value, out Rendering.View? view))
            writer.Write(render(view));
    }
}
