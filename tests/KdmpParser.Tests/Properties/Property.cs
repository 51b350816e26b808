using System.Globalization;
using CsCheck;

namespace KdmpParser.Tests.Properties;

/// <summary>
/// A fact that must hold for every model of a generator. The models are always the same ones, unless the environment says otherwise:
/// <c>KDMP_SEED</c> is any number, <c>KDMP_ITERATIONS</c> how many models each fact is tried on, as in
/// <c>KDMP_SEED=7 KDMP_ITERATIONS=100000 dotnet test --project tests/KdmpParser.Tests --filter-namespace KdmpParser.Tests.Properties</c>.
/// </summary>
internal static class Property
{
    private const int SecondsForShrinking = 10;

    private static readonly ulong s_seed = Setting("KDMP_SEED") ?? 1;
    private static readonly ulong? s_iterations = Setting("KDMP_ITERATIONS");

    /// <param name="models">What the fact is about; its text should be enough to write the model down by hand.</param>
    /// <param name="iterations">How many are tried, unless the environment says otherwise.</param>
    /// <param name="fact">Throws where the fact does not hold.</param>
    public static void Holds<T>(Gen<T> models, int iterations, Action<T> fact)
    {
        // CsCheck's own loop takes only the first model from a seed, so the loop is here; the search for the smallest failure is its own.
        var random = new PCG(0, s_seed);
        ulong count = s_iterations ?? (ulong)iterations;
        for (ulong i = 0; i < count; i++)
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

    private static ulong? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : null;
}
