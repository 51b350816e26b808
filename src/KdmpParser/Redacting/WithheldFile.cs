using KdmpParser.Files;

namespace KdmpParser.Redacting;

/// <summary>Stands in for the file of a redacted dump: it has the length, and gives no byte.</summary>
internal sealed class WithheldFile(long length) : DumpFile
{
    public override long Length => length;

    public override int Read(long offset, Span<byte> destination)
    {
        ThrowIfDisposed();
        throw new KernelDumpException(KernelDumpError.NotInThisDump, "The dump is redacted: its memory and everything else of its file are left out.");
    }

    protected override void Close()
    {
    }
}
