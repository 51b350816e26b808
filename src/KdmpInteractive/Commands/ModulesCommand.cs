using KdmpInteractive.Json;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary><c>modules</c>: drivers, the images of the current process, and drivers that were unloaded.</summary>
internal static class ModulesCommand
{
    public static Command Definition { get; } = new("modules", "List kernel modules, user modules and unloaded drivers.", Run) { CSharp = "dump.KernelModules", HasJson = true };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        KernelDump dump = invocation.Dump;
        yield return new(() => ModulesView.Of(dump), () => KernelJson.Modules(dump))
        {
            Shortfall = dump.KernelModules is { Count: 0, Failure: { } none } ? $"The kernel's modules cannot be listed: {none}." : null,
            Note = dump.KernelModules.Failure is { } failure ? $"The kernel's modules are not complete: {failure}." : null,
        };
    }
}
