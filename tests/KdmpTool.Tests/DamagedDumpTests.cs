using System.Globalization;
using System.Text.Json.Nodes;
using KdmpParser.Tests.Fuzzing;

namespace KdmpTool.Tests;

public sealed class DamagedDumpTests : IDisposable
{
    /// <summary>A run of one's own: so many dumps, from another seed on.</summary>
    private static readonly int s_count = Number("KDMP_ITERATIONS", 12);
    private static readonly int s_seed = Number("KDMP_SEED", 1);

    /// <summary>What is asked of each dump: every command that has something to say about one.</summary>
    private static readonly string[][] s_questions =
    [
        ["info"], ["bugcheck"], ["context"], ["exception"], ["stack"], ["pages"], ["page", "0x1000"], ["read", "rsp", "--length", "0x80", "--as", "pointers"],
        ["read", "0", "--physical", "--length", "0x3000"], ["translate", "rip", "rsp", "0", "ffffffffffffffff"], ["regions"], ["search", "00 00", "--max", "20"],
        ["strings", "rsp", "--length", "0x10000"], ["modules"], ["modules", "--user"], ["modules", "--unloaded"], ["processes"], ["processors"], ["blobs"], ["map"],
    ];

    private readonly SampleFile _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void Every_command_answers_about_a_damaged_dump_or_says_in_a_line_why_not()
    {
        var dumps = new DamagedDumps();
        for (int i = 0; i < s_count; i++)
        {
            string path = _sample.Named("damaged.dmp");
            File.WriteAllBytes(path, dumps.Make((ulong)(s_seed + i)));
            foreach (string[] question in s_questions)
            {
                Answers(s_seed + i, [question[0], path, .. question[1..]]);
                CommandLineRun run = Answers(s_seed + i, [question[0], path, .. question[1..], "--json"]);
                foreach (string line in run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    JsonNode.Parse(line);
                Answers(s_seed + i, [question[0], path, .. question[1..], "--html", _sample.Named($"{i}{string.Concat(question.Select(word => word[0]))}.html")]);
            }

            Answers(s_seed + i, ["diff", path, _sample.Path]);
            Answers(s_seed + i, ["report", path, "-o", _sample.Named($"{i}.md")]);
            Answers(s_seed + i, ["report", path, "-o", _sample.Named($"{i}.html")]);
            Answers(s_seed + i, ["-a", path]);
        }
    }

    private static CommandLineRun Answers(int seed, string[] line)
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

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
