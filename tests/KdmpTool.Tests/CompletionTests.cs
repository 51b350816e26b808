namespace KdmpTool.Tests;

/// <summary>What a shell is offered, and the scripts that ask for it, in the shells themselves.</summary>
public class CompletionTests
{
    [Theory]
    [InlineData("kdmp tr", "translate")]
    [InlineData("kdmp read x.dmp rsp --as dw", "dwords")]
    [InlineData("kdmp convert a.dmp b.dmp --type ", "Bitmap")]
    [InlineData("kdmp context x.dmp --kind ", "exception")]
    [InlineData("kdmp map x.dmp --sv", "--svg")]
    [InlineData("kdmp completion z", "zsh")]
    public async Task The_program_says_what_can_stand_at_the_cursor(string line, string offered)
    {
        // The library knows the program by the name of the process' assembly.
        string typed = line.Replace("kdmp ", "KdmpTool.Tests ", StringComparison.Ordinal);
        CommandLineRun run = await CommandLineRun.OfAsync($"[suggest:{typed.Length}]", typed);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(offered, run.Output.ReplaceLineEndings("\n").Split('\n'));
    }

    [Fact]
    public void Bash_completes_commands_and_options()
    {
        string script = $$$"""
            kdmp() { {{{BuiltProgram.Name}}} "$@"; }
            source <(kdmp completion bash)
            offer() { COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _kdmp; echo "${COMPREPLY[*]}"; }
            offer kdmp modu
            offer kdmp read x.dmp rsp --as poi
            complete -p kdmp
            """;
        Assert.Equal(["modules", "pointers", "complete -o bashdefault -o default -F _kdmp kdmp"], BuiltProgram.Run("bash", script));
    }

    [Fact]
    public void Zsh_completes_commands_and_options()
    {
        string script = $$$"""
            kdmp() { {{{BuiltProgram.Name}}} "$@"; }
            compdef() { print -r -- "compdef $*"; }
            compadd() { print -r -- "${(j: :)${(@P)2}}"; }
            _files() { print files; }
            source <(kdmp completion zsh)
            offer() { words=("$@"); CURRENT=$#; _kdmp; }
            offer kdmp modu
            offer kdmp context x.dmp --kind ex
            """;
        Assert.Equal(["compdef _kdmp kdmp", "modules", "exception"], BuiltProgram.Run("zsh", script));
    }

    [Fact]
    public async Task There_is_a_script_for_each_shell_and_for_no_other()
    {
        foreach (string shell in (string[])["bash", "zsh", "powershell"])
            Assert.Contains("kdmp", (await CommandLineRun.OfAsync("completion", shell)).Output, StringComparison.Ordinal);
        Assert.Equal(2, (await CommandLineRun.OfAsync("completion", "fish")).ExitCode);
    }
}
