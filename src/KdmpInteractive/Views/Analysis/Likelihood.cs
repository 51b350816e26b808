using KdmpParser.Analysis;

namespace KdmpInteractive.Views;

/// <summary>How sure something is, as people say it.</summary>
internal static class Likelihood
{
    public static string Name(Certainty certainty) => certainty switch
    {
        Certainty.Certain => "certain",
        Certainty.Likely => "likely",
        _ => "possible",
    };
}
