using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>A process with its own view of memory: what it is, and its modules.</summary>
internal static class OpenedProcessView
{
    public static View Of(OpenedProcess process) => new(
        $"Process {process}", [.. ProcessesView.Of([process.Process]).Blocks, .. ModulesView.Of(process.Modules).Blocks]);
}
