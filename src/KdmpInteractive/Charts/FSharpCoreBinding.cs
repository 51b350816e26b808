using System.Reflection;
using System.Runtime.Loader;

namespace KdmpInteractive.Charts;

/// <summary>
/// Plotly.NET 6.0.0 asks for FSharp.Core 10.1, and notebook hosts have 10.0 loaded: without this, the first touch of a chart throws
/// FileNotFoundException. The loaded one serves as well.
/// </summary>
internal static class FSharpCoreBinding
{
    private static int s_enabled;

    /// <summary>Must run before any type of Plotly.NET is touched, in a method that names none of them.</summary>
    public static void Enable()
    {
        if (Interlocked.Exchange(ref s_enabled, 1) == 0)
            AssemblyLoadContext.Default.Resolving += LoadedFSharpCore;
    }

    private static Assembly? LoadedFSharpCore(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == "FSharp.Core" ? context.Assemblies.FirstOrDefault(assembly => assembly.GetName().Name == name.Name) : null;
}
