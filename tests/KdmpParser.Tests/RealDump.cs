namespace KdmpParser.Tests;

/// <summary>
/// Real dumps, which are not part of the repository: KDMP_TESTDATA names their folder, default ../shared/dumps beside the repository.
/// </summary>
internal static class RealDump
{
    /// <summary>Opens one, or skips the test with the name of what is missing.</summary>
    public static KernelDump Open(string name) => KernelDump.Open(Find(name));

    /// <summary>The bytes of one, or skips the test with the name of what is missing.</summary>
    public static byte[] ReadAllBytes(string name) => File.ReadAllBytes(Find(name));

    /// <summary>The path of one, or skips the test with the name of what is missing.</summary>
    public static string Find(string name)
    {
        string folder = Environment.GetEnvironmentVariable("KDMP_TESTDATA") is { Length: > 0 } given ? given : Default();
        string path = Path.Combine(folder, name);
        Assert.SkipUnless(File.Exists(path), $"The real dump {name} is not here; KDMP_TESTDATA names the folder that has it.");
        return path;
    }

    private static string Default()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "KdmpInteractive.sln")))
                return Path.Combine(folder.FullName, "..", "shared", "dumps");
        }

        return "";
    }
}
