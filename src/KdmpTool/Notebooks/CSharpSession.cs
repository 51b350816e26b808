using KdmpParser;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace KdmpTool.Notebooks;

/// <summary>The C# of a notebook: each piece of code goes on where the last one ended. The engine is the one that the host's C# kernel uses.</summary>
internal sealed class CSharpSession
{
    /// <summary>The namespaces that the host's C# kernel opens; every assembly that this program could load.</summary>
    private static readonly ScriptOptions s_options = ScriptOptions.Default
        .WithImports("System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq")
        .WithReferences(((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator));

    private readonly ScriptGlobals _globals = new();
    private ScriptState<object>? _state;

    /// <summary>Declared when code comes that could use them: a notebook of commands alone never starts the compiler.</summary>
    private readonly Queue<(string Name, KernelDump Dump)> _declared = [];

    /// <summary>Runs code.</summary>
    /// <returns>The value of a last expression without a semicolon, or <see langword="null"/>.</returns>
    public async Task<object?> RunAsync(string code, CancellationToken cancellation)
    {
        while (_declared.TryDequeue(out (string Name, KernelDump Dump) variable))
        {
            _globals.Dump = variable.Dump;
            await GoOnAsync($"global::{typeof(KernelDump).FullName} {variable.Name} = {nameof(ScriptGlobals.Dump)};", CancellationToken.None);
        }

        return await GoOnAsync(code, cancellation);
    }

    /// <summary>The value of a variable, or <see langword="null"/>.</summary>
    public object? Get(string name) => _declared.LastOrDefault(variable => variable.Name == name).Dump ?? _state?.GetVariable(name)?.Value;

    /// <summary>Declares a variable that the next piece of code can use.</summary>
    public void Set(string name, KernelDump dump) => _declared.Enqueue((name, dump));

    private async Task<object?> GoOnAsync(string code, CancellationToken cancellation)
    {
        _state = _state is null
            ? await CSharpScript.RunAsync(code, s_options, _globals, cancellationToken: cancellation)
            : await _state.ContinueWithAsync(code, cancellationToken: cancellation);
        return _state.ReturnValue;
    }
}
