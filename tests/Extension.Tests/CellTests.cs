using KdmpInteractive.Commands;

namespace Extension.Tests;

/// <summary>Cells with <c>#!kdmp</c> lines, through the script.</summary>
public class CellTests
{
    [Fact]
    public async Task What_is_opened_is_a_variable_on_the_next_line()
    {
        Notebook notebook = await ExtensionScript.LoadedAsync();
        CellResult result = await notebook.RunAsync("#!kdmp open --sample --name crash\nuint code = crash.BugCheck.Code;");
        Assert.Null(result.Error);
        Assert.True(notebook.Root.CSharp.TryGetValue("code", out object? code));
        Assert.Equal(0x7eu, code);
    }

    [Fact]
    public async Task An_output_comes_as_html_and_as_text()
    {
        Notebook notebook = await ExtensionScript.LoadedAsync();
        CellOutput output = Assert.Single((await notebook.RunAsync("#!kdmp open --sample")).Outputs);
        Assert.StartsWith("<figure class=\"kdmp\">", output.Texts["text/html"], StringComparison.Ordinal);
        Assert.StartsWith("Kernel dump sample\n", output.Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subcommand_with_nothing_behind_it_is_known_by_its_registration()
    {
        Notebook notebook = await ExtensionScript.LoadedAsync();
        await notebook.RunAsync("#!kdmp open --sample");
        foreach (string name in (string[])["info", "list", "modules"])
            Assert.NotEqual(await TextAsync(notebook, "#!kdmp help"), await TextAsync(notebook, $"#!kdmp {name}"));
        Assert.Equal(await TextAsync(notebook, "#!kdmp help"), await TextAsync(notebook, "#!kdmp"));
    }

    [Theory]
    [InlineData("#!kdmp read fffff805`2a341234 --length 16")]
    [InlineData("#!kdmp read 'fffff805`2a341234' --length=16")]
    [InlineData("#!kdmp read \"fffff805`2a341234\" --length 16 // the faulting instruction")]
    [InlineData("#!kdmp read --length 16 0xfffff8052a341234 //")]
    [InlineData("#!kdmp read --address fffff805`2a341234 --length 16")]
    public async Task The_line_reaches_the_grammar_as_typed(string line)
    {
        Notebook notebook = await ExtensionScript.LoadedAsync();
        await notebook.RunAsync("#!kdmp open --sample");
        Assert.Equal(await TextAsync(notebook, "#!kdmp read 0xfffff8052a341234 --length 16"), await TextAsync(notebook, line));
    }

    [Theory]
    [InlineData("#!kdmp info --wrong 5", "info has no option --wrong. Usage: #!kdmp info [--dump NAME]")]
    [InlineData("#!kdmp opne x.dmp", "There is no command 'opne'. Did you mean 'open'?")]
    [InlineData("#!kdmp open 'no such file.dmp' // at all", "There is no file 'no such file.dmp'.")]
    [InlineData("#!kdmp open no such file.dmp", "There is no file 'no such file.dmp'.")]
    [InlineData("#!kdmp translate zzz", "'zzz'")]
    public async Task A_mistake_is_answered_with_one_line_and_stops_the_cell(string line, string answer)
    {
        Notebook notebook = await ExtensionScript.LoadedAsync();
        await notebook.RunAsync("#!kdmp open --sample");
        CellResult result = await notebook.RunAsync($"#!kdmp list\n{line}\nint after = 1;");
        Assert.StartsWith(answer, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Outputs);
        Assert.False(notebook.Root.CSharp.TryGetValue("after", out object? _));
    }

    [Fact]
    public async Task A_variable_made_in_C_sharp_can_be_named()
    {
        Notebook notebook = await ExtensionScript.LoadedAsync();
        CellResult result = await notebook.RunAsync("""
            var made = KdmpParser.KdmpSample.Open();
            #!kdmp info --dump made
            made.Dispose();
            """);
        Assert.Null(result.Error);
        Assert.StartsWith("Kernel dump sample\n", Assert.Single(result.Outputs).Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_of_every_command_that_needs_no_file_runs()
    {
        Notebook notebook = await ExtensionScript.LoadedAsync();
        await notebook.RunAsync("#!kdmp open --sample");
        foreach (Command command in CommandTable.For(CommandPlaces.Notebook).Where(command => command.Name is not ("open" or "close" or "convert" or "diff")))
            Assert.Null((await notebook.RunAsync($"#!kdmp {command.Name} {command.Example}")).Error);
    }

    private static async Task<string> TextAsync(Notebook notebook, string line)
    {
        CellResult result = await notebook.RunAsync(line);
        Assert.Null(result.Error);
        return Assert.Single(result.Outputs).Plain;
    }
}
