using Microsoft.DotNet.Interactive.Directives;

namespace Extension.Tests;

/// <summary>What the double of the host does. Each of these was seen on the real host, newest commit, through its stdio protocol.</summary>
public class HostTests
{
    private readonly Notebook _notebook = new();
    private readonly List<string> _heard = [];

    [Theory]
    [InlineData("#!probe", "#!probe <- Directive: #!probe")]
    [InlineData("#!probe   ", "#!probe <- Directive: #!probe")]
    [InlineData("#!probe list", "list <- Directive: #!probe")]
    [InlineData("#!probe list   ", "list <- Directive: #!probe")]
    [InlineData("#!probe list // comment", "list <- Directive: #!probe list // comment")]
    [InlineData("#!probe open 'x y' --name=z", "open <- Directive: #!probe open 'x y' --name=z")]
    [InlineData("#!probe open a b --name b --name c --unknown 5", "open <- Directive: #!probe open a b --name b --name c --unknown 5")]
    [InlineData("#!probe open @foo", "open <- Directive: #!probe open @foo")]
    [InlineData("#!probe open list", "open <- Directive: #!probe open list")]
    [InlineData("#!probe open \"unclosed", "open <- Directive: #!probe open \"unclosed")]
    [InlineData("#!probe\tlist\tx", "list <- Directive: #!probe\tlist\tx")]
    [InlineData("#!probe list-x", "#!probe <- Directive: #!probe list-x")]
    [InlineData("#!probe opne fffff805`108776a0", "#!probe <- Directive: #!probe opne fffff805`108776a0")]
    [InlineData("#!probe --help", "#!probe <- Directive: #!probe --help")]
    public async Task A_handler_gets_the_text(string line, string heard)
    {
        AddProbe();
        Assert.Null((await _notebook.RunAsync(line)).Error);
        Assert.Equal(heard, Assert.Single(_heard));
    }

    [Theory]
    [InlineData("#!nothing", "(1,1): error DNI101: Unknown magic command '#!nothing'")]
    [InlineData("#!probe opne 0x10 --foo", "(1,19): error DNI103: Unrecognized parameter name '--foo'")]
    [InlineData("#!probe -h", "(1,9): error DNI103: Unrecognized parameter name '-h'")]
    [InlineData("#!probe opne list", "(1,14): error DNI107: Parameters must appear after subcommands.")]
    [InlineData("#!probe --help open", "(1,16): error DNI107: Parameters must appear after subcommands.")]
    public async Task A_line_that_the_host_refuses_reaches_no_handler_and_keeps_the_whole_cell_from_running(string line, string error)
    {
        AddProbe();
        CellResult result = await _notebook.RunAsync($"{line}\n#!probe list");
        Assert.Equal(error, result.Error);
        Assert.Empty(_heard);
    }

    [Fact]
    public async Task Directives_and_code_run_in_order_up_to_the_first_failure()
    {
        AddProbe();
        CellResult result = await _notebook.RunAsync("#!probe list a\nint x = 1;\n#!probe fail\nint y = 2;\n#!probe list b");
        Assert.Equal("it failed", result.Error);
        Assert.Equal(["list <- Directive: #!probe list a", "#!probe <- Directive: #!probe fail"], _heard);
        Assert.True(_notebook.Root.CSharp.TryGetValue("x", out object? _));
        Assert.False(_notebook.Root.CSharp.TryGetValue("y", out object? _));
    }

    [Fact]
    public async Task A_subcommand_that_is_not_registered_itself_has_no_handler()
    {
        var probe = new KernelActionDirective("#!probe");
        probe.Subcommands.Add(new("list"));
        _notebook.Root.AddDirective(probe, (_, _) => Task.CompletedTask);
        Assert.StartsWith(
            "Microsoft.DotNet.Interactive.NoSuitableKernelException: No handler registered on kernel csharp for command: Directive: #!probe",
            (await _notebook.RunAsync("#!probe list")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_of_a_handler_is_shown_with_its_stack_trace()
    {
        AddProbe();
        string? error = (await _notebook.RunAsync("#!probe throw")).Error;
        Assert.StartsWith("System.InvalidOperationException: thrown", error, StringComparison.Ordinal);
        Assert.Contains("\n   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_taken_once()
    {
        AddProbe();
        Assert.Throws<ArgumentException>(AddProbe);

        // Registered subcommands count as directives of the root.
        Assert.Equal(["#!probe", "open", "list"], _notebook.Root.KernelInfo.SupportedDirectives.Select(directive => directive.Name));
    }

    [Fact]
    public void Only_one_parameter_can_go_without_its_name()
    {
        var directive = new KernelActionDirective("#!probe");
        directive.Parameters.Add(new("--a") { AllowImplicitName = true });
        Assert.Throws<ArgumentException>(() => directive.Parameters.Add(new("--b") { AllowImplicitName = true }));
    }

    [Fact]
    public async Task An_exception_of_the_script_of_a_package_is_silent()
    {
        CellResult result = await _notebook.LoadAsync("#!csharp\nint before = 1;\nthrow new Exception();");
        Assert.Null(result.Error);
        Assert.Empty(result.Outputs);
        Assert.Empty(_notebook.StandardError);
    }

    [Fact]
    public async Task An_error_of_the_compiler_in_the_script_of_a_package_fails_no_cell()
    {
        Assert.Null((await _notebook.LoadAsync("#!csharp\nint before = \"no\";")).Error);
        Assert.Contains("CS0029", Assert.Single(_notebook.StandardError), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_script_of_a_package_declares_stays_behind()
    {
        await _notebook.LoadAsync("#!csharp\nint left = 1; { int gone = 2; }");
        Assert.Null((await _notebook.RunAsync("_ = left;")).Error);
        Assert.Contains("CS0103", (await _notebook.RunAsync("_ = gone;")).Error, StringComparison.Ordinal);
    }

    private void AddProbe()
    {
        var open = new KernelActionDirective("open");
        open.Parameters.Add(new("--name"));
        var list = new KernelActionDirective("list");
        var probe = new KernelActionDirective("#!probe");
        probe.Parameters.Add(new("--help") { Flag = true });
        probe.Subcommands.Add(open);
        probe.Subcommands.Add(list);
        foreach (KernelActionDirective directive in (KernelActionDirective[])[probe, open, list])
        {
            _notebook.Root.AddDirective(directive, (command, context) =>
            {
                string text = command.ToString()!;
                _heard.Add($"{directive.Name} <- {text}");
                if (text.EndsWith("throw", StringComparison.Ordinal))
                    throw new InvalidOperationException("thrown");
                if (text.EndsWith("fail", StringComparison.Ordinal))
                    context.Fail(command, message: "it failed");
                return Task.CompletedTask;
            });
        }
    }
}
