namespace Notebooks.Tests.Documents;

/// <summary>Lines of shell examples that the tests of documents do not run, and what runs them or why nothing does.</summary>
internal static class RunElsewhere
{
    private const string Landing = ".ci/run", Completion = "tests/KdmpTool.Tests/CompletionTests.cs";

    /// <summary>A line, and the file of the repository that has a piece of text which shows that it is run there.</summary>
    private static readonly Dictionary<string, (string File, string Text)> s_lines = new()
    {
        ["dotnet test"] = (Landing, "promised \"dotnet test\""),
        ["dotnet run --project src/KdmpTool -- run notebooks/01-first-look.ipynb --html first-look.html"] =
            (Landing, "promised \"dotnet run --project src/KdmpTool -- run notebooks/01-first-look.ipynb --html first-look.html\""),
        ["dotnet pack"] = (Landing, "\ndotnet pack\n"),
        ["dotnet tool install --global KdmpTool --add-source artifacts/packages"] = (Landing, "\ndotnet tool install KdmpTool "),
        ["dotnet run samples/triage.cs sample.dmp triage.html"] = ("tests/Notebooks.Tests/Samples/TriageSampleTests.cs", "[\"run\", \"triage.cs\""),
        ["source <(kdmp completion bash)"] = (Completion, "source <(kdmp completion bash)"),
        ["source <(kdmp completion zsh)"] = (Completion, "source <(kdmp completion zsh)"),
        ["kdmp completion powershell | Out-String | Invoke-Expression"] = (Completion, "[\"bash\", \"zsh\", \"powershell\"]"),
    };

    /// <summary>What brings or starts a notebook host: no machine that runs these tests needs one.</summary>
    private static readonly string[] s_hosts = ["dotnet tool install --global Microsoft.dotnet-interactive", "dotnet interactive jupyter install", "jupyter lab"];

    /// <summary>Whether a line is left out here; where it is said to be run elsewhere, it is.</summary>
    public static bool Has(string command)
    {
        if (s_lines.TryGetValue(command, out (string File, string Text) place))
            Assert.Contains(place.Text, File.ReadAllText(Path.Combine(Repository.Root, place.File)).ReplaceLineEndings("\n"), StringComparison.Ordinal);
        return place != default || s_hosts.Contains(command);
    }
}
