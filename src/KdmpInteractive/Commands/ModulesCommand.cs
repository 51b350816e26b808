using System.Text.Json.Nodes;
using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>modules</c>: drivers, the images of the current process, and drivers that were unloaded. For programs it is always all three.</summary>
internal static class ModulesCommand
{
    private static readonly CommandParameter s_user = new("--user", "Only the images of the process that the dump was taken in.");
    private static readonly CommandParameter s_unloaded = new("--unloaded", "Only drivers that were unloaded.");

    public static Command Definition { get; } = new("modules", "List kernel modules, user modules and unloaded drivers.", Run)
    {
        Parameters = [s_user, s_unloaded, CommandTable.Maximum],
        Example = "--user",
        CSharp = "dump.UserModules",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        KernelDump dump = invocation.Dump;
        (bool user, bool unloaded) = (invocation.Arguments.Has(s_user.Name), invocation.Arguments.Has(s_unloaded.Name));
        if (user && unloaded)
            throw new CommandException($"Give {s_user.Name} or {s_unloaded.Name}, not both; without either, every list is shown.", isUsage: true);

        JsonObject Json() => KernelJson.Modules(dump);
        yield return user
            ? CommandOutput.OfList("The user modules", dump.UserModules, () => ModulesView.User(dump, invocation.Limits), Json)
            : unloaded
                ? CommandOutput.OfList("The unloaded drivers", dump.UnloadedDrivers, () => ModulesView.Unloaded(dump, invocation.Limits), Json)
                : CommandOutput.OfList("The kernel's modules", dump.KernelModules, () => ModulesView.Of(dump, invocation.Limits), Json);
    }
}
