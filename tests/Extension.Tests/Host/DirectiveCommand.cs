using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive;

/// <summary>A line of a cell that is a directive. Nothing is bound to anything: handlers see the text.</summary>
/// <param name="path">The directive's name, and the subcommand's.</param>
/// <param name="text">The line as typed; without the subcommand where nothing stands behind it.</param>
internal sealed class DirectiveCommand(string path, string text) : KernelCommand
{
    public string Path => path;

    public override string ToString() => $"Directive: {text}";
}
