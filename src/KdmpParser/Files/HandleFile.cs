using Microsoft.Win32.SafeHandles;

namespace KdmpParser.Files;

/// <summary>A dump read through the operating system, call by call: slower than a mapping, and at ease with files that change or go away.</summary>
/// <param name="handle">An open file; closed with this.</param>
/// <param name="length">Its length.</param>
internal sealed class HandleFile(SafeFileHandle handle, long length) : DumpFile
{
    public override long Length => length;

    public override int Read(long offset, Span<byte> destination)
    {
        ThrowIfDisposed();
        if (offset < 0 || offset >= length)
            return 0;
        int wanted = (int)Math.Min(destination.Length, length - offset), done = 0;
        try
        {
            for (int read = 1; read > 0 && done < wanted; done += read)
                read = RandomAccess.Read(handle, destination[done..wanted], offset + done);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Lost(offset + done, e);
        }

        return done;
    }

    protected override void Close() => handle.Dispose();
}
