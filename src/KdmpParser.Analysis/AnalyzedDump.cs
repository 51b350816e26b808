using System.Collections.Concurrent;
using KdmpParser.Analysis.Stacks;

namespace KdmpParser.Analysis;

/// <summary>What was read of a dump to answer questions about it, each part when it was first needed. Safe for concurrent use.</summary>
internal sealed class AnalyzedDump(KernelDump dump)
{
    public KernelDump Dump { get; } = dump;

    /// <summary>The function tables of images that were on a stack, or why there is none; an address means something in one address space only.</summary>
    public ConcurrentDictionary<(ulong? DirectoryTableBase, VirtualAddress Image), (FunctionTable? Table, KernelDataFailure? Failure)> FunctionTables { get; } = [];
}
