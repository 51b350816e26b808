using Microsoft.DotNet.Interactive.CSharp;

namespace Microsoft.DotNet.Interactive;

/// <summary>The root: it knows the directives of every language.</summary>
public sealed class CompositeKernel() : Kernel(".NET")
{
    public CSharpKernel CSharp { get; } = new();
}
