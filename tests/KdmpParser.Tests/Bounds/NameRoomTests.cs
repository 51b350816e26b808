using System.Text;

namespace KdmpParser.Tests.Bounds;

/// <summary>The names of one list together have as many bytes as <see cref="KernelDumpLimits.ListTextBytes"/> says, and one more name.</summary>
public class NameRoomTests
{
    [Theory]
    [InlineData(1000, 6)]
    [InlineData(90, 6)] // one.sys and \dir\one.sys have 14 and 24 bytes, and the one that goes past the limit is the last one
    [InlineData(89, 5)]
    [InlineData(38, 3)]
    [InlineData(37, 2)]
    [InlineData(0, 1)]
    public void Modules_behind_the_limit_have_no_name(int limit, int texts)
    {
        var memory = new KernelBytes();
        for (ulong i = 0; i < 3; i++)
            memory.Module(KernelBytes.Entries + 0x1000 * i, KernelBytes.Image + 0x10000 * i, 0x1000, "one.sys", @"\dir\one.sys");
        memory.List(KernelBytes.ModuleHead, KernelBytes.Entries, KernelBytes.Entries + 0x1000, KernelBytes.Entries + 0x2000);
        using KernelDump dump = memory.Open(new KernelDumpLimits { ListTextBytes = limit });
        Assert.Equal((3, texts), (dump.KernelModules.Count, dump.KernelModules.Sum(module => (module.Name is null ? 0 : 1) + (module.Path is null ? 0 : 1))));
        Assert.Equal(texts < 6 ? KernelDataFailureReason.LimitExceeded : null, dump.KernelModules.Failure?.Reason);
    }

    [Theory]
    [InlineData(1000, 2)]
    [InlineData(24, 2)] // \dir\one.sys has 24 bytes
    [InlineData(23, 1)]
    public void Drivers_of_a_small_dump_behind_the_limit_have_no_name(int limit, int named)
    {
        using KernelDump dump = KernelDump.Open(DumpBytes.SmallDrivers().ToArray(), "small", new() { Limits = new() { ListTextBytes = limit } });
        Assert.Equal((3, named), (dump.KernelModules.Count, dump.KernelModules.Count(module => module.Name is not null)));
        Assert.Equal(named < 2 ? KernelDataFailureReason.LimitExceeded : null, dump.KernelModules.Failure?.Reason);
    }

    [Theory]
    [InlineData(1000, 3)]
    [InlineData(15, 2)] // the names are read first: DemoRead and DemoSend have 16 bytes, OTHER.Send is the third text
    [InlineData(7, 1)]
    public void Exports_behind_the_limit_have_no_name(int limit, int texts)
    {
        using KernelDump dump = new KernelBytes().WithImage().Open(new KernelDumpLimits { ListTextBytes = limit });
        Assert.True(PeImage.TryRead(dump.VirtualMemory, ImageBytes.Base, out PeImage? image, out _));
        Assert.Equal((3, texts), (image.Exports.Count, image.Exports.Sum(export => (export.Name is null ? 0 : 1) + (export.Forwarder is null ? 0 : 1))));
        Assert.Equal(texts < 3 ? KernelDataFailureReason.LimitExceeded : null, image.Exports.Failure?.Reason);
    }

    [Fact]
    public void Ten_thousand_drivers_with_one_long_name_take_no_more_memory_than_the_limit_says()
    {
        // The name has 2048 characters; 4 KiB each as a path and as a name are 80 MB.
        const int Count = 10_000, NameAt = 0x7000, ListAt = 0x9000;
        DumpBytes bytes = DumpBytes.Triage(DumpBytes.SmallStack).U32(0x2030, ListAt).U32(0x2034, Count);
        bytes.U32(NameAt, 2048).Write(NameAt + 4, Encoding.Unicode.GetBytes(new string('n', 2048))).Zeros(ListAt, 0x90 * Count);
        for (int i = 0; i < Count; i++)
            bytes.U32(ListAt + 0x90 * i, NameAt);
        using KernelDump dump = bytes.Open();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(Count, dump.KernelModules.Count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 48 << 20);
    }
}
