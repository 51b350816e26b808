namespace KdmpParser.Benchmarks.Configuration;

/// <summary>The checkout that the program was built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "KdmpInteractive.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The benchmarks do not run inside a checkout.");
    }
}
