using Microsoft.DotNet.Interactive.Directives;

namespace Microsoft.DotNet.Interactive;

public sealed class KernelInfo
{
    /// <summary>A second one of the same name throws.</summary>
    public ICollection<KernelDirective> SupportedDirectives { get; } = new NamedSymbols<KernelDirective>(directive => directive.Name);
}
