namespace Notebooks.Tests.Documents;

/// <summary>The page of the commands is what the program says of them. With <c>KDMP_APPROVE=1</c> in the environment it is written anew.</summary>
public class CommandPageTests
{
    private static readonly string s_path = Path.Combine(Repository.Root, "docs", "commands.md");

    [Fact]
    public async Task The_page_says_what_the_table_says()
    {
        (int exitCode, string output, string error) = await Shell.RunAsync("help", "--markdown");
        Assert.Equal((0, ""), (exitCode, error));
        if (Environment.GetEnvironmentVariable("KDMP_APPROVE") == "1")
            File.WriteAllText(s_path, output);
        Assert.Equal(File.ReadAllText(s_path).ReplaceLineEndings("\n"), output);
    }

    [Fact]
    public async Task The_page_of_one_command_is_its_section()
    {
        (_, string output, _) = await Shell.RunAsync("help", "translate", "--markdown");
        Assert.StartsWith("## translate\n", output, StringComparison.Ordinal);
        Assert.Contains(output, File.ReadAllText(s_path).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}
