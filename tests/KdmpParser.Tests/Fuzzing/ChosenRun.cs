using System.Globalization;

namespace KdmpParser.Tests.Fuzzing;

/// <summary>
/// What is random in the tests is always the same, unless the environment says otherwise: <c>KDMP_SEED</c> is any number,
/// <c>KDMP_ITERATIONS</c> how many models or dumps each test tries.
/// </summary>
internal static class ChosenRun
{
    public static ulong Seed { get; } = Number("KDMP_SEED") ?? 1;

    /// <param name="otherwise">How many are tried in every run of the tests.</param>
    public static long Iterations(long otherwise) => (long?)Number("KDMP_ITERATIONS") ?? otherwise;

    private static ulong? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : null;
}
