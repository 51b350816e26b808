using System.Text.Json.Nodes;
using KdmpParser.Tests.Fuzzing;

namespace KdmpTool.Tests;

public sealed class DamagedDumpTests : IDisposable
{
    /// <summary>Dumps that are tried in every run of the tests; see <see cref="ChosenRun"/>.</summary>
    private const int Count = 12;

    /// <summary>What is asked of each dump: every command that has something to say about one.</summary>
    private static readonly string[][] s_questions =
    [
        ["info"], ["bugcheck"], ["context"], ["exception"], ["stack"], ["pages"], ["page", "0x1000"], ["read", "rsp", "--length", "0x80", "--as", "pointers"],
        ["read", "0", "--physical", "--length", "0x3000"], ["translate", "rip", "rsp", "0", "ffffffffffffffff"], ["regions"], ["search", "00 00", "--max", "20"],
        ["strings", "rsp", "--length", "0x10000"], ["modules"], ["modules", "--user"], ["modules", "--unloaded"], ["processes"], ["processors"], ["blobs"], ["map"],
        ["disasm"], ["disasm", "rip", "--before", "20"], ["entropy", "--max", "20"], ["search", "00 00", "--virtual", "--max", "5"],
        ["suspects"], ["hunt"], ["structure"], ["structure", "header"], ["structure", "context"],
    ];

    private readonly SampleFile _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void Every_command_answers_about_a_damaged_dump_or_says_in_a_line_why_not()
    {
        var dumps = new DamagedDumps();
        for (long i = 0; i < ChosenRun.Iterations(Count); i++)
        {
            ulong seed = ChosenRun.Seed + (ulong)i;
            string path = _sample.Named("damaged.dmp");
            File.WriteAllBytes(path, dumps.Make(seed));
            foreach (string[] question in s_questions)
            {
                Answers(seed, [question[0], path, .. question[1..]]);
                CommandLineRun run = Answers(seed, [question[0], path, .. question[1..], "--json"]);
                foreach (string line in run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    JsonNode.Parse(line);
                Answers(seed, [question[0], path, .. question[1..], "--html", _sample.Named($"{i}{string.Concat(question.Select(word => word[0]))}.html")]);
            }

            Answers(seed, ["diff", path, _sample.Path]);
            Answers(seed, ["report", path, "-o", _sample.Named($"{i}.md")]);
            Answers(seed, ["report", path, "-o", _sample.Named($"{i}.html")]);
            Answers(seed, ["-a", path]);
        }
    }

    private static CommandLineRun Answers(ulong seed, string[] line)
    {
        try
        {
            CommandLineRun run = CommandLineRun.Of(line);
            Assert.InRange(run.ExitCode, 0, 2);
            return run;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{string.Join(' ', line)} on the dump of seed {seed}: {e.GetType().Name}: {e.Message}", e);
        }
    }
}
