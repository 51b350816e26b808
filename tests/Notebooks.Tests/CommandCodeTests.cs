using KdmpInteractive.Commands;
using KdmpParser;
using KdmpTool.Notebooks;

namespace Notebooks.Tests;

/// <summary>The help of a command names C# that does the same, and an example: both run on the sample.</summary>
public sealed class CommandCodeTests : IDisposable
{
    private const string Load = "#r \"nuget:KdmpInteractive\"\n#!kdmp open --sample\nusing KdmpParser;\nusing KdmpInteractive;\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("kdmp-").FullName;
    private readonly string _before = Directory.GetCurrentDirectory();

    public CommandCodeTests()
    {
        Directory.SetCurrentDirectory(_folder);
        KdmpSample.Write("memory.dmp");
        KdmpSample.Write("later.dmp", DumpType.Full);
    }

    public static TheoryData<string> Commands => [.. CommandTable.All.Select(command => command.Name)];

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_code_of_a_command_runs(string name)
    {
        Command command = CommandTable.All.Single(command => command.Name == name);
        if (command.CSharp is null)
        {
            Assert.False(command.NeedsDump);
            return;
        }

        await RunAsync(Load + command.CSharp);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_example_of_a_command_runs_where_the_command_exists(string name)
    {
        Command command = CommandTable.All.Single(command => command.Name == name);
        if (command.Places.HasFlag(CommandPlaces.Notebook))
            await RunAsync(Load + $"#!kdmp {command.Name} {command.Example}");
        if (command.Places.HasFlag(CommandPlaces.CommandLine))
        {
            string[] dump = command.NeedsDump ? ["memory.dmp"] : [], force = command.Parameters.Any(parameter => parameter.IsOutput) ? ["--force"] : [];
            Assert.Equal(0, (await Shell.RunAsync([command.Name, .. dump, .. command.Example.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. force])).ExitCode);
        }
    }

    private static async Task RunAsync(string code)
    {
        Notebook notebook = DibFormat.Read(code);
        using var runner = new NotebookRunner();
        NotebookFailure? failure = await runner.RunAsync(notebook, TestContext.Current.CancellationToken);
        Assert.Null(failure?.Message);
    }
}
