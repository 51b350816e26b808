using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace Microsoft.DotNet.Interactive.CSharp;

/// <summary>The user's C# session, with the engine that the host's has.</summary>
public sealed class CSharpKernel() : Kernel("csharp")
{
    /// <summary>The namespaces that the host opens; every assembly that this process could load, and the double itself.</summary>
    private static readonly ScriptOptions s_options = ScriptOptions.Default
        .WithImports("System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq")
        .WithReferences(((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator));

    internal ScriptState<object>? State { get; private set; }

    public async Task SetValueAsync(string name, object value, Type declaredType)
    {
        ArgumentNullException.ThrowIfNull(declaredType);
        await RunAsync($"{declaredType.FullName} {name} = default;");
        State!.GetVariable(name).Value = value;
    }

    /// <summary>The newest variable of that name.</summary>
    public bool TryGetValue<T>(string name, out T? value)
    {
        ScriptVariable? variable = State?.Variables.LastOrDefault(variable => variable.Name == name);
        value = (T?)variable?.Value;
        return variable is not null;
    }

    /// <exception cref="CompilationErrorException">It does not compile; the session is as it was.</exception>
    internal async Task RunAsync(string code) => State = State is null
        ? await CSharpScript.RunAsync(code, s_options)
        : await State.ContinueWithAsync(code);
}
