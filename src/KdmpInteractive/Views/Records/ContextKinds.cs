using KdmpInteractive.Grammar;
using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Kinds of contexts as people type and read them.</summary>
internal static class ContextKinds
{
    /// <summary>One lower-case word, as commands take it.</summary>
    public static string Name(ContextKind kind) => Choice.Name(kind);

    /// <summary>Where such a context is found.</summary>
    public static string Source(ContextKind kind) => kind switch
    {
        ContextKind.Header => "from the dump header",
        ContextKind.BugCheck => "as saved at the bug check",
        _ => "from the parameters of the bug check",
    };

    /// <summary>A context in a few words: its kind, and where the processor stood.</summary>
    public static string Place(CpuContext context, KernelDump? dump = null) =>
        context.InstructionPointer is { } address ? $"{Name(context.Kind)}, at {AddressNames.With(dump, address)}" : Name(context.Kind);
}
