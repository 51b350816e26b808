using System.CommandLine;

namespace KdmpTool.CommandLine;

/// <summary><c>kdmp completion</c>: the script that makes a shell complete commands, options and their values. What there is, the program itself tells it.</summary>
internal static class CompletionCommand
{
    public const string Name = "completion";

    private static readonly string[] s_shells = ["bash", "zsh", "powershell"];

    public static Command Build(TextWriter output)
    {
        var shell = new Argument<string>("SHELL") { Description = $"Which shell: {string.Join(", ", s_shells)}.", HelpName = "SHELL" };
        shell.AcceptOnlyFromAmong(s_shells);
        var built = new Command(Name, "Print a script that completes kdmp in a shell.") { shell };
        built.SetAction(result =>
        {
            using Stream script = typeof(CompletionCommand).Assembly.GetManifestResourceStream($"completion.{result.GetRequiredValue(shell)}")!;
            using var reader = new StreamReader(script);
            output.Write(reader.ReadToEnd());
            return ExitCode.Done;
        });
        return built;
    }
}
