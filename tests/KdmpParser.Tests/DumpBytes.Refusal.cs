namespace KdmpParser.Tests;

// What only a test can ask: everything else of these bytes is there for programs that are no tests, too.
internal sealed partial class DumpBytes
{
    /// <summary>Opens what cannot be opened.</summary>
    public KernelDumpException Refusal() => Assert.Throws<KernelDumpException>(() => Open().Dispose());
}
