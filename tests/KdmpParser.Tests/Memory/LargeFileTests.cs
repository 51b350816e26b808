using System.Buffers.Binary;

namespace KdmpParser.Tests;

public class LargeFileTests
{
    private const long FourGiB = 0x1_0000_0000;

    [Fact]
    public void Pages_behind_4_GiB_of_a_full_dump_are_readable()
    {
        // One run from frame 0x100 on: physical address 0x10_0000 + x is file offset 0x2000 + x.
        byte[] header = DumpBytes.Full().U32(0x088, 1).U64(0x090, 0x10_0004).U64(0x098, 0x100).U64(0x0a0, 0x10_0004).ToArray();
        using var folder = new TemporaryFolder();
        using KernelDump dump = KernelDump.Open(Sparse(folder, header, length: 0x2000 + FourGiB + 0x4000));

        Assert.Equal(FourGiB + 0x6000, dump.FileLength);
        AssertMarker(dump, 0x10_0000 + FourGiB - 0x2000, FourGiB);
        AssertMarker(dump, 0x10_0000 + FourGiB + 0x1ff8, FourGiB + 0x3ff8);
    }

    [Fact]
    public void The_first_page_of_a_bitmap_dump_may_lie_behind_4_GiB()
    {
        byte[] header = DumpBytes.Bitmap(5, 8, [1, 2, 6]).CutTo(0x2039).U64(0x2020, (ulong)FourGiB + 0x1000).ToArray();
        using var folder = new TemporaryFolder();
        using KernelDump dump = KernelDump.Open(Sparse(folder, header, length: FourGiB + 0x4000));

        AssertMarker(dump, 0x6ff8, FourGiB + 0x3ff8);
    }

    /// <summary>A file of holes, with each marked offset in it.</summary>
    private static string Sparse(TemporaryFolder folder, byte[] header, long length)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files on Windows are not sparse unless asked, and this one is larger than 4 GiB.");
        string path = folder.Write("large.dmp", header);
        using FileStream stream = File.OpenWrite(path);
        stream.SetLength(length);
        foreach (long offset in (long[])[FourGiB, FourGiB + 0x3ff8])
        {
            stream.Position = offset;
            stream.Write(BitConverter.GetBytes(offset));
        }

        return path;
    }

    private static void AssertMarker(KernelDump dump, long address, long offset)
    {
        Assert.True(dump.PhysicalMemory!.TryGetFileOffset((ulong)address, out long found));
        Assert.Equal(offset, found);
        Assert.Equal(offset, BinaryPrimitives.ReadInt64LittleEndian(dump.PhysicalMemory.View((ulong)address, 8).Bytes.AsSpan()));
    }
}
