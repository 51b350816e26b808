namespace KdmpParser.Redacting;

/// <summary>What a redacted dump keeps of the kernel's own structures: copies, made at once.</summary>
internal sealed class RedactedKernel
{
    private readonly CapturedList<StackCandidate> _stack;
    private readonly Dictionary<VirtualAddress, CapturedList<StackCandidate>> _stacks = [];

    public RedactedKernel(KernelDump dump)
    {
        Modules = Copy(dump.KernelModules, Redaction.Of);
        UserModules = Copy(dump.UserModules, Redaction.Of);
        UnloadedDrivers = Copy(dump.UnloadedDrivers, Redaction.Of);
        Processors = Copy(dump.Processors, Redaction.Of);
        _stack = Copy(dump.FindStackCandidates(), Redaction.Of);
        foreach (CpuContext context in dump.Contexts)
        {
            if (context.StackPointer is { } pointer && !_stacks.ContainsKey(pointer))
                _stacks.Add(pointer, Copy(dump.FindStackCandidates(context), Redaction.Of));
        }
    }

    public static KernelDataFailure LeftOut { get; } = KernelDataFailure.NotInThisDump("left out: the dump is redacted");

    public CapturedList<LoadedModule> Modules { get; }

    public CapturedList<LoadedModule> UserModules { get; }

    public CapturedList<UnloadedDriver> UnloadedDrivers { get; }

    public CapturedList<Processor> Processors { get; }

    public CapturedList<StackCandidate> FindStackCandidates(CpuContext? context)
    {
        if (context is null)
            return _stack;
        return context.StackPointer is { } pointer && _stacks.TryGetValue(pointer, out CapturedList<StackCandidate>? known)
            ? known
            : CapturedList<StackCandidate>.None(LeftOut);
    }

    /// <summary>The reason why a list is not complete is this library's own words and numbers.</summary>
    private static CapturedList<T> Copy<T>(CapturedList<T> list, Func<T, T> redact) => new(list.Select(redact), list.Failure);
}
