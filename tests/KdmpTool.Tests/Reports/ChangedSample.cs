using System.Text;
using KdmpParser;

namespace KdmpTool.Tests.Reports;

/// <summary>The sample as a full dump (type 1) with other bytes in some places.</summary>
internal sealed class ChangedSample
{
    private readonly KernelDump _sample = KdmpSample.Open();
    private byte[] _bytes;

    public ChangedSample(Func<DumpHeader, DumpHeader>? header = null)
    {
        using var stream = new MemoryStream();
        DumpHeader full = _sample.Header with { Type = DumpType.Full };
        new KernelDumpWriter { Header = header?.Invoke(full) ?? full, Context = _sample.Context, Exception = _sample.Exception, Pages = _sample.ToPageSource() }.Write(stream);
        _bytes = stream.ToArray();
        _sample = KernelDump.Open(_bytes, "full");
    }

    /// <summary>Writes at a file offset.</summary>
    public ChangedSample At(int offset, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_bytes.AsSpan(offset));
        return this;
    }

    /// <summary>Writes at a virtual address, within a page.</summary>
    public ChangedSample AtVirtual(ulong address, ReadOnlySpan<byte> bytes)
    {
        Assert.True(_sample.VirtualMemory.TryTranslate(address, out PhysicalAddress physical));
        Assert.True(_sample.PhysicalMemory!.TryGetFileOffset(physical, out long offset));
        return At((int)offset, bytes);
    }

    /// <summary>Replaces text by text of the same length, wherever it stands.</summary>
    public ChangedSample Replace(Encoding encoding, string old, string text)
    {
        Assert.Equal(old.Length, text.Length);
        byte[] before = encoding.GetBytes(old), after = encoding.GetBytes(text);
        int found = 0;
        for (int at = 0; _bytes.AsSpan(at).IndexOf(before) is var next and >= 0; at += next + before.Length, found++)
            after.CopyTo(_bytes.AsSpan(at + next));
        Assert.NotEqual(0, found);
        return this;
    }

    /// <summary>Adds bytes at the end of the file.</summary>
    public ChangedSample Append(ReadOnlySpan<byte> bytes)
    {
        _bytes = [.. _bytes, .. bytes];
        return this;
    }

    public void Write(string path)
    {
        _sample.Dispose();
        File.WriteAllBytes(path, _bytes);
    }
}
