using CsCheck;

namespace KdmpParser.Tests.Properties;

public class VirtualReadProperties
{
    private static readonly Gen<Addressed> s_models = Addressed.Of(PagedMachine.PerhapsCut, 12);

    [Fact]
    public void A_read_is_the_same_as_a_translation_of_each_byte() => Property.Holds(s_models, 250, model =>
    {
        byte[] file = model.Machine.ToFile();
        var tables = new NaiveTables(new(file), model.Machine.DirectoryTableBase);
        using KernelDump dump = PagedMachine.Open(file);
        foreach ((ulong address, int length) in model.All)
        {
            byte[] slow = new byte[length], fast = new byte[length];
            ReadResult result = tables.Read(address, slow);
            Assert.Equal((address, length, result), (address, length, dump.VirtualMemory.Read(address, fast)));
            Assert.True(slow.AsSpan().SequenceEqual(fast));
        }
    });

    [Fact]
    public void A_view_of_everything_has_each_byte_that_is_there_and_a_reason_for_each_that_is_not() => Property.Holds(s_models, 25, model =>
    {
        byte[] file = model.Machine.ToFile();
        var tables = new NaiveTables(new(file), model.Machine.DirectoryTableBase);
        using KernelDump dump = PagedMachine.Open(file);
        foreach ((ulong address, int length) in model.All)
            Pieces.AssertAre(dump.VirtualMemory.ViewAll(address, length), address, length, tables.ByteAt);
    });
}
