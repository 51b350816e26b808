using CsCheck;
using KdmpParser.Tests.Fuzzing;

namespace KdmpParser.Tests.Properties;

/// <summary>
/// A fact that must hold for every model of a generator. For other models and more of them, see <see cref="ChosenRun"/>:
/// <c>KDMP_SEED=7 KDMP_ITERATIONS=100000 dotnet test --project tests/KdmpParser.Tests --filter-namespace KdmpParser.Tests.Properties</c>.
/// </summary>
internal static class Property
{
    private const int SecondsForShrinking = 10;

    /// <param name="models">What the fact is about; its text should be enough to write the model down by hand.</param>
    /// <param name="iterations">How many are tried, unless the environment says otherwise.</param>
    /// <param name="fact">Throws where the fact does not hold.</param>
    public static void Holds<T>(Gen<T> models, int iterations, Action<T> fact)
    {
        // CsCheck's own loop takes only the first model from a seed, so the loop is here; the search for the smallest failure is its own.
        var random = new PCG(0, ChosenRun.Seed);
        long count = ChosenRun.Iterations(iterations);
        for (long i = 0; i < count; i++)
        {
            string before = random.ToString();
            T model = models.Generate(random, null, out _);
            try
            {
                fact(model);
            }
            catch (Exception)
            {
                models.Sample(fact, seed: before, time: SecondsForShrinking, threads: 1, print: shown => $"{shown}");
                throw;
            }
        }
    }
}
