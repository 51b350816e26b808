using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using System.Text.Json.Nodes;
using KdmpInteractive.Commands;
using KdmpInteractive.Grammar;
using KdmpTool.Terminal;
using Command = System.CommandLine.Command;

namespace KdmpTool.CommandLine;

/// <summary><c>kdmp help</c>: the commands, or one of them in full; an object a line for programs, or a page of Markdown.</summary>
internal static class HelpCommand
{
    public const string Name = "help";

    public static Command Build(RootCommand root, Streams streams)
    {
        var name = new Argument<string>("COMMAND") { Description = "The command to explain.", HelpName = "COMMAND", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = "Write JSON for programs." };
        var markdown = new Option<bool>("--markdown") { Description = "Write Markdown, as docs/commands.md." };
        var built = new Command(Name, "List the commands, or explain one.") { name, json, markdown };
        name.CompletionSources.Add(_ => root.Subcommands.Select(command => new CompletionItem(command.Name)));
        built.SetAction(result =>
        {
            string? one = result.GetValue(name);
            Command[] commands = [.. root.Subcommands.Where(command => one is null || command.Name == one)];
            if (commands.Length == 0)
                throw new CommandException($"There is no command '{one}'.{NearestName.Question(one!, root.Subcommands.Select(command => command.Name))}", isUsage: true);
            if (result.GetValue(json) && result.GetValue(markdown))
                throw new CommandException($"Give {json.Name} or {markdown.Name}, not both.", isUsage: true);
            if (result.GetValue(markdown))
            {
                streams.Output.Write(one is null ? CommandReference.Of(root) : CommandReference.Of(one, root));
                return ExitCode.Done;
            }

            if (!result.GetValue(json))
                return root.Parse(one is null ? "--help" : $"{one} --help").Invoke(result.InvocationConfiguration);
            foreach (Command command in commands)
                streams.Output.Write(Json(command).ToJsonString() + "\n");
            return ExitCode.Done;
        });
        return built;
    }

    private static JsonObject Json(Command command) => new()
    {
        ["name"] = command.Name,
        ["summary"] = command.Description,
        ["arguments"] = new JsonArray([.. command.Arguments.Select(argument => new JsonObject
        {
            ["name"] = argument.Name,
            ["summary"] = argument.Description,
            ["minimum"] = argument.Arity.MinimumNumberOfValues,
            ["many"] = argument.Arity.MaximumNumberOfValues > 1,
        })]),
        ["options"] = new JsonArray([.. command.Options.Where(option => option is not HelpOption).Select(option => new JsonObject
        {
            ["name"] = option.Name,
            ["aliases"] = Words(option.Aliases),
            ["summary"] = option.Description,
            ["value"] = option.HelpName,
            ["choices"] = Words(option.GetCompletions(CompletionContext.Empty).Select(choice => choice.Label)),
        })]),
    };

    private static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(word => JsonValue.Create(word))]);
}
