using KdmpParser;

namespace KdmpTool.Notebooks;

/// <summary>What the C# of a notebook sees as global members. Public because the compiled cells are other assemblies.</summary>
public sealed class ScriptGlobals
{
    /// <summary>The dump that is becoming a variable.</summary>
    public KernelDump? Dump { get; set; }
}
