namespace KdmpParser.Analysis;

/// <summary>What was read of a dump to answer questions about it, each part when it was first needed. Safe for concurrent use.</summary>
internal sealed class AnalyzedDump(KernelDump dump)
{
    public KernelDump Dump { get; } = dump;
}
