namespace Microsoft.DotNet.Interactive;

public static class KernelExtensions
{
    public static Kernel? FindKernelByName(this Kernel kernel, string name) =>
        kernel is CompositeKernel root && root.CSharp.Name == name ? root.CSharp : null;
}
