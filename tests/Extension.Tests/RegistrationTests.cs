using KdmpInteractive;
using KdmpInteractive.Commands;
using KdmpInteractive.Views;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Formatting;

namespace Extension.Tests;

/// <summary>What <c>extension.dib</c> registers, compared with the command table.</summary>
public class RegistrationTests
{
    [Fact]
    public async Task Loading_shows_the_welcome_and_nothing_else()
    {
        var notebook = new Notebook();
        CellResult result = await notebook.LoadAsync(ExtensionScript.Text);
        Assert.Empty(notebook.StandardError);
        CellOutput output = Assert.Single(result.Outputs);
        Assert.Equal(["text/html", "text/plain"], output.Texts.Keys);
        Assert.Equal(KdmpExtension.Welcome.ToText(), output.Plain);
        Assert.Equal(KdmpExtension.Welcome.ToHtml(), output.Texts["text/html"]);
    }

    [Fact]
    public async Task Every_command_is_a_subcommand_with_its_summary_and_its_parameters()
    {
        Notebook notebook = await ExtensionScript.LoadedAsync();
        KernelActionDirective kdmp = Kdmp(notebook);
        Assert.Equal(KdmpExtension.Description, kdmp.Description);
        Assert.Equal(KdmpExtension.Commands.Select(command => (command.Name, command.Summary)), kdmp.Subcommands.Select(directive => (directive.Name, directive.Description!)));
        Assert.All(kdmp.Subcommands, directive =>
        {
            Command command = CommandTable.Find(directive.Name, CommandPlaces.Notebook);
            Assert.Equal(
                command.ParametersFor(CommandPlaces.Notebook).Select(parameter => (parameter.OptionName, parameter.Summary, parameter.IsFlag)),
                directive.Parameters.Select(parameter => (parameter.Name, parameter.Description, parameter.Flag)));
        });
    }

    [Fact]
    public async Task Nothing_but_the_directive_itself_is_listed_as_a_magic_command()
    {
        Notebook notebook = await ExtensionScript.LoadedAsync();
        Assert.Equal(["#!kdmp"], notebook.Root.KernelInfo.SupportedDirectives.Select(directive => directive.Name));
    }

    [Fact]
    public async Task No_parameter_is_declared_as_required_because_the_host_would_answer_in_our_place()
    {
        Notebook notebook = await ExtensionScript.LoadedAsync();
        Assert.All(Kdmp(notebook).Subcommands.SelectMany(directive => directive.Parameters), parameter => Assert.False(parameter.Required));
    }

    [Fact]
    public async Task The_first_positional_value_goes_without_a_name_and_paths_are_files()
    {
        Notebook notebook = await ExtensionScript.LoadedAsync();
        Assert.All(Kdmp(notebook).Subcommands, directive =>
        {
            CommandParameter[] parameters = [.. CommandTable.Find(directive.Name, CommandPlaces.Notebook).ParametersFor(CommandPlaces.Notebook)];
            Assert.Equal(
                parameters.Where(parameter => parameter.IsPositional).Take(1).Select(parameter => parameter.OptionName),
                directive.Parameters.Where(parameter => parameter.AllowImplicitName).Select(parameter => parameter.Name));
            Assert.Equal(
                parameters.Where(parameter => parameter.IsPath).Select(parameter => parameter.OptionName),
                directive.Parameters.Where(parameter => parameter.TypeHint == "file").Select(parameter => parameter.Name));
        });
    }

    [Fact]
    public async Task Names_of_open_dumps_are_offered_while_typing()
    {
        Notebook notebook = await ExtensionScript.LoadedAsync();
        KernelDirectiveParameter dump = Kdmp(notebook).Subcommands.First(directive => directive.Name == "info").Parameters.First(parameter => parameter.Name == "--dump");
        Assert.Empty(dump.Completions);
        await notebook.RunAsync("#!kdmp open --sample --name first\n#!kdmp open --sample --name second");
        Assert.Equal(["first", "second"], dump.Completions);
    }

    [Fact]
    public async Task Every_choice_of_the_command_table_is_offered()
    {
        Notebook notebook = await ExtensionScript.LoadedAsync();
        using var session = new KdmpSession();
        Assert.All(Kdmp(notebook).Subcommands, directive => Assert.All(
            CommandTable.Find(directive.Name, CommandPlaces.Notebook).ParametersFor(CommandPlaces.Notebook),
            parameter => Assert.Equal(
                parameter.Choices?.Invoke(session) ?? [],
                directive.Parameters.First(declared => declared.Name == parameter.OptionName).Completions)));
    }

    [Fact]
    public async Task Every_shown_type_gets_its_formatters()
    {
        Formatter.ResetToDefault();
        await ExtensionScript.LoadedAsync();
        Assert.All(ShownTypes.All, type => Assert.Equal(["text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(type)));
    }

    [Fact]
    public async Task The_session_is_as_it_was()
    {
        var notebook = new Notebook();
        await notebook.RunAsync("int mine = 1;");
        await notebook.LoadAsync(ExtensionScript.Text);
        Assert.Equal(["mine"], notebook.Root.CSharp.State!.Variables.Select(variable => variable.Name));

        Compilation submission = notebook.Root.CSharp.State.Script.GetCompilation();
        Assert.DoesNotContain(submission.ScriptClass!.GetMembers(), member => !member.IsImplicitlyDeclared);
        Assert.Empty(((CompilationUnitSyntax)await Assert.Single(submission.SyntaxTrees).GetRootAsync(TestContext.Current.CancellationToken)).Usings);

        // Neither the package's namespaces nor a name of the script.
        foreach (string name in (string[])["KernelDump", "KdmpExtension", "KdmpSession", "Kernel", "root", "session", "kdmp", "loading"])
            Assert.Contains("CS0103", (await notebook.RunAsync($"_ = nameof({name});")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registering_twice_is_harmless_and_the_open_dumps_stay_open()
    {
        Notebook notebook = await ExtensionScript.LoadedAsync();
        await notebook.RunAsync("#!kdmp open --sample");
        int directives = notebook.Root.KernelInfo.SupportedDirectives.Count;
        CellResult again = await notebook.LoadAsync(ExtensionScript.Text);
        Assert.Equal(KdmpExtension.Welcome.ToText(), Assert.Single(again.Outputs).Plain);
        Assert.Equal(directives, notebook.Root.KernelInfo.SupportedDirectives.Count);
        Assert.Null((await notebook.RunAsync("#!kdmp info")).Error);
    }

    [Fact]
    public async Task A_registration_that_fails_is_shown()
    {
        // The directive of another extension that has a subcommand of the same name.
        var notebook = new Notebook();
        notebook.Root.AddDirective(new("info"), (_, _) => Task.CompletedTask);
        string shown = Assert.Single((await notebook.LoadAsync(ExtensionScript.Text)).Outputs).Plain;
        Assert.StartsWith("KdmpInteractive could not be loaded: ", shown, StringComparison.Ordinal);
        Assert.Contains("info", shown, StringComparison.Ordinal);

        // Half of it is not taken for all of it.
        Assert.Contains("DNI101", (await notebook.RunAsync("#!kdmp")).Error, StringComparison.Ordinal);
        Assert.StartsWith("KdmpInteractive could not", Assert.Single((await notebook.LoadAsync(ExtensionScript.Text)).Outputs).Plain, StringComparison.Ordinal);
    }

    private static KernelActionDirective Kdmp(Notebook notebook) =>
        notebook.Root.KernelInfo.SupportedDirectives.OfType<KernelActionDirective>().Single(directive => directive.Name == "#!kdmp");
}
