using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace KdmpInteractive.Tests.Snapshots;

/// <summary>
/// Approved outputs, a file each beside this one. With <c>KDMP_APPROVE=1</c> in the environment they are written anew instead of being
/// compared: then the difference is looked at before it is committed.
/// </summary>
internal static partial class Snapshot
{
    private static readonly bool s_approve = Environment.GetEnvironmentVariable("KDMP_APPROVE") == "1";

    private static string Folder { get; } = Path.Combine(Path.GetDirectoryName(ThisFile())!, "Approved");

    /// <summary>Compares with the approved file.</summary>
    /// <param name="name">Its name, with the ending.</param>
    /// <param name="actual">What is shown now.</param>
    public static void Matches(string name, string actual)
    {
        string path = Path.Combine(Folder, name);
        if (s_approve)
            File.WriteAllText(path, actual);
        Assert.True(File.Exists(path), $"{name} is not approved yet: run the tests with KDMP_APPROVE=1 and look at it.");
        Assert.Equal(File.ReadAllText(path), actual, ignoreLineEndingDifferences: true);
    }

    /// <summary>HTML with a line for each element that begins one, and without the style sheet, which is the same everywhere.</summary>
    public static string Readable(string html) => LineStart().Replace(Style().Replace(html, "<style>...</style>"), "\n$0").TrimStart('\n') + "\n";

    /// <summary>Approved files that no test asked for would stay for ever.</summary>
    public static IEnumerable<string> Files => Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path));

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("<(?:figcaption|details|summary|table|caption|thead|tbody|tr|p|pre|svg|g|div|section|rect|text|script|/figure|/details|/table|/svg)[ >]")]
    private static partial Regex LineStart();

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
