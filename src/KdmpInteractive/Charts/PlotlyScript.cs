using Plotly.NET;

namespace KdmpInteractive.Charts;

/// <summary>plotly.js, out of the Plotly.NET assembly: charts work without a network.</summary>
public static class PlotlyScript
{
    private const string Resource = "Plotly.NET.plotly-2.28.0.min.js";

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
}
