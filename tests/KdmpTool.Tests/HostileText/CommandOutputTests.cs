using System.Text.Json;
using KdmpInteractive.Commands;
using KdmpTool.CommandLine;

namespace KdmpTool.Tests.HostileText;

/// <summary>Every command of the command table on hostile dumps, in every form that it has.</summary>
public sealed class CommandOutputTests(HostileFiles files) : IClassFixture<HostileFiles>
{
    public static TheoryData<string> Commands => HostileLines.Commands;

    [Theory]
    [MemberData(nameof(Commands))]
    public void Text_and_remarks_have_nothing_that_a_terminal_or_a_reader_obeys(string command)
    {
        foreach (string[] line in Lines(command))
        {
            CommandLineRun plain = CommandLineRun.Of(line), colored = CommandLineRun.Of(line, hasColors: true);
            Assert.True(plain.ExitCode != ExitCode.Usage, $"{string.Join(' ', line)}: {plain.Error}");
            Harmless.IsText(plain.Output);
            Harmless.IsTerminalText(colored.Output);
            Harmless.IsText(plain.Error + colored.Error);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Json_is_ASCII_lines_that_can_be_read(string command)
    {
        foreach (string[] line in Lines(command).Where(_ => Takes(command, "--json")))
        {
            CommandLineRun run = CommandLineRun.Of([.. line, "--json"]);
            Assert.All(run.Output, c => Assert.True(c is '\n' or (>= ' ' and <= '~'), $"U+{(int)c:x4}"));
            foreach (string json in run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                JsonDocument.Parse(json).Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Pages_have_known_elements_only(string command)
    {
        string page = files.At("page.html");
        foreach (string[] line in Lines(command).Where(_ => Takes(command, "--html")))
        {
            File.Delete(page);
            CommandLineRun run = CommandLineRun.Of([.. line, "--html", page, "--force"]);
            Assert.NotEqual(ExitCode.Usage, run.ExitCode);
            Harmless.IsText(run.Output + run.Error);
            if (File.Exists(page))
                Harmless.IsMarkup(File.ReadAllText(page));
        }
    }

    private IEnumerable<string[]> Lines(string command)
    {
        bool needsDump = CommandTable.Find(command, CommandPlaces.CommandLine).NeedsDump;
        string[][] dumps = needsDump ? [[files.Kernel], [files.Small]] : [[]];
        return HostileLines.Of(command, files).SelectMany(words => dumps.Select(dump => (string[])[command, .. dump, .. words]));
    }

    private static bool Takes(string command, string option) => TableCommand.Find(command)!.Parameters.Any(parameter => parameter.Name == option);
}
