namespace KdmpParser.Tests.Corrupt;

/// <summary>A dump with something wrong in it, and what the reader has to say to that: either it is refused, or it opens and answers.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Bytes">The whole file.</param>
internal sealed record CorruptDump(string Name, byte[] Bytes)
{
    public CorruptDump(string name, DumpBytes dump)
        : this(name, dump.ToArray())
    {
    }

    public CorruptDump(string name, MachineBytes machine)
        : this(name, machine.ToDump())
    {
    }

    public CorruptDump(string name, KernelBytes memory)
        : this(name, memory.Dump)
    {
    }

    /// <summary>How the dump is refused; <see langword="null"/> for one that opens.</summary>
    public Refusal? Refused { get; init; }

    /// <summary>The sentences that the opened dump warns with, all of them.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What is asked of the opened dump.</summary>
    public Func<KernelDump, string> Question { get; init; } = _ => "";

    /// <summary>What <see cref="Question"/> has to give.</summary>
    public string Answer { get; init; } = "";

    /// <summary>Whether a file that ends early is opened all the same.</summary>
    public bool AllowTruncated { get; init; }

    public override string ToString() => Name;
}
