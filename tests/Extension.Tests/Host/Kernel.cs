using Microsoft.DotNet.Interactive.Directives;

namespace Microsoft.DotNet.Interactive;

/// <summary>
/// The host's kernels, as far as <c>extension.dib</c> uses them: the same names and shapes, at source level, and the behaviour that the
/// real host showed. The script compiles against these as it does against the host's own assemblies.
/// </summary>
public abstract class Kernel(string name)
{
    private readonly Dictionary<string, KernelCommandInvocation> _handlers = [];

    /// <summary>Known while a cell runs.</summary>
    public static Kernel? Root => KernelInvocationContext.Current?.Root;

    public string Name { get; } = name;

    public KernelInfo KernelInfo { get; } = new();

    /// <summary>Each subcommand needs a registration of its own, and counts among the kernel's directives then.</summary>
    public void AddDirective(KernelActionDirective directive, KernelCommandInvocation handler)
    {
        ArgumentNullException.ThrowIfNull(directive);
        KernelInfo.SupportedDirectives.Add(directive);
        _handlers[directive.Parent is { } parent ? $"{parent.Name} {directive.Name}" : directive.Name] = handler;
    }

    internal KernelCommandInvocation Handler(DirectiveCommand command) => _handlers.GetValueOrDefault(command.Path)
        ?? throw new NoSuitableKernelException($"No handler registered on kernel csharp for command: {command}");
}
