using KdmpInteractive.Grammar;
using KdmpParser.Analysis;

namespace KdmpInteractive.Views;

/// <summary>How sure a conclusion is, as people read it.</summary>
internal static class Certainties
{
    public static string Of(Certainty certainty) => Choice.Name(certainty);
}
