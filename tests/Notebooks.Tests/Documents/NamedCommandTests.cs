using System.Text.RegularExpressions;
using KdmpInteractive.Commands;
using KdmpTool.CommandLine;

namespace Notebooks.Tests.Documents;

/// <summary>A command that a sentence or a table of a document names exists, and so does each of its options.</summary>
public partial class NamedCommandTests
{
    private static readonly string[] s_shellOnly = ["report", "run", "completion", "help"];

    public static TheoryData<string> Documents => [.. Document.All];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_named_command_and_its_options_exist(string name)
    {
        foreach (string line in new Document(name).CommandLines)
        {
            bool isShell = line.StartsWith("kdmp ", StringComparison.Ordinal);
            string[] words = line.Split(' ');
            string[] options = [.. Option().Matches(line).Select(match => match.Value)];

            // What stands for any command.
            if (words[1] == "COMMAND")
                continue;

            // The flags of the parser programs, and the program's own.
            if (words[1][0] == '-')
            {
                Assert.All(options, option => Assert.Contains(option, (IEnumerable<string>)["--help", "--version", .. Flags]));
                continue;
            }

            string[] known = !isShell
                ? [.. CommandTable.Find(words[1], CommandPlaces.Notebook).ParametersFor(CommandPlaces.Notebook).Select(parameter => parameter.Name)]
                : s_shellOnly.Contains(words[1])
                    ? [.. Option().Matches((await Shell.RunAsync("help", words[1])).Output).Select(match => match.Value)]
                    : [.. TableCommand.Find(words[1])!.Parameters.SelectMany(parameter => (string?[])[parameter.Name, parameter.Alias]).OfType<string>()];
            Assert.True(options.All(known.Contains), $"{name}: {line}");
        }
    }

    private static IEnumerable<string> Flags => Option().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "parser-flags.md"))).Select(match => match.Value);

    [GeneratedRegex("(?<=[ \\[|`(])--[a-z][a-z0-9-]*")]
    private static partial Regex Option();
}
