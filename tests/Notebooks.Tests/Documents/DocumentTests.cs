namespace Notebooks.Tests.Documents;

/// <summary>What a document for users says, happens.</summary>
public class DocumentTests
{
    public static TheoryData<string> Documents => [.. Document.ForUsers];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Every_example_does_what_the_document_says(string name)
    {
        Example[] examples = [.. new Document(name).Examples];
        Assert.SkipWhen(ShellLine.Obstacle is not null && examples.Any(example => example.Language == "sh"), ShellLine.Obstacle ?? "");
        using var run = new DocumentRun();
        foreach (Example example in examples)
        {
            try
            {
                await run.FollowAsync(example);
            }
            catch (Exception e)
            {
                Assert.Fail($"{name}, line {example.Line}: {e.Message}");
            }
        }
    }

    /// <summary>The README's is not: it is there to be seen, not to be run.</summary>
    [Fact]
    public void No_program_is_without_its_output() => Assert.All(
        Document.ForUsers.Where(name => name != "README.md"),
        name => Assert.All(new Document(name).Examples.Where(example => example.IsProgram), example => Assert.NotNull(example.Output)));
}
