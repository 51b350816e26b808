using KdmpInteractive.Json;
using KdmpInteractive.Views;

namespace KdmpInteractive.Commands;

/// <summary><c>info</c>: what the dump is and what it holds.</summary>
internal static class InfoCommand
{
    public static Command Definition { get; } = new(
        "info",
        "Show what the dump is: type, machine, build, bug check, memory.",
        invocation => [new(() => KernelDumpView.Of(invocation.Dump), () => DumpJson.Info(invocation.Dump))])
    {
        CSharp = "dump",
        HasJson = true,
    };
}
