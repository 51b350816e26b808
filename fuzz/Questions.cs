using KdmpParser;
using KdmpParser.Analysis.Tests;
using KdmpParser.Tests.Fuzzing;

namespace KdmpFuzz;

/// <summary>What is asked of each dump that opens: all that the reader offers, and all that can be concluded.</summary>
internal static class Questions
{
    public static void Ask(KernelDump dump, bool isComplete)
    {
        FuzzRun.AskReader(dump, isComplete);
        if (isComplete)
            AnalysisExercise.Run(dump);
    }
}
