using KdmpParser.Files;

namespace KdmpParser.Memory;

/// <summary>Bytes of a dump by address: an index and the file that it points into.</summary>
internal sealed class CapturedMemory(MappedFile file, MemoryIndex index, MemoryFailureReason missing)
{
    public MemoryIndex Index => index;

    public ReadResult Read(ulong address, Span<byte> destination)
    {
        int done = 0;
        while (done < destination.Length)
        {
            ulong at = unchecked(address + (ulong)done);
            if (at < address)
                return new(done, new(MemoryFailureReason.EndOfAddressSpace, at));
            if (!index.TryLocate(at, out long offset, out ulong contiguous))
                return new(done, new(missing, at));

            int count = (int)Math.Min(contiguous, (ulong)(destination.Length - done));
            int read = file.Read(offset, destination.Slice(done, count));
            done += read;
            if (read < count)
                return new(done, new(MemoryFailureReason.Truncated, at + (ulong)read));
        }

        return new(done, null);
    }
}
