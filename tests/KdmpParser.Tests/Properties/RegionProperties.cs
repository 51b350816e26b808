using CsCheck;

namespace KdmpParser.Tests.Properties;

public class RegionProperties
{
    private static readonly Gen<Addressed> s_models = Addressed.Of(PagedMachine.Whole, 20);

    [Fact]
    public void Regions_are_the_pages_that_a_translation_of_each_finds() => Property.Holds(s_models, 250, model =>
    {
        byte[] file = model.Machine.ToFile();
        if (NaiveRegions.Of(new(new(file), model.Machine.DirectoryTableBase)) is not { } expected)
            return;

        using KernelDump dump = PagedMachine.Open(file);
        var missing = new List<(PageTableLevel, ulong)>();
        Assert.Equal(
            expected.Regions,
            dump.VirtualMemory.EnumerateRegions(step => missing.Add(step == default ? (0, Root(model)) : (step.Level + 1, step.Target!.Value.Value)), TestContext.Current.CancellationToken));
        Assert.Equal(expected.MissingTables, missing);
    });

    [Fact]
    public void An_address_is_mapped_where_the_pages_that_a_translation_of_each_finds_say_so() => Property.Holds(s_models, 250, model =>
    {
        byte[] file = model.Machine.ToFile();
        var tables = new NaiveTables(new(file), model.Machine.DirectoryTableBase);
        if (NaiveRegions.Of(tables) is not { } expected)
            return;

        using KernelDump dump = PagedMachine.Open(file);
        ReverseMap map = dump.VirtualMemory.BuildReverseMap(TestContext.Current.CancellationToken);
        foreach (ulong physical in model.All.Select(asked => tables.Walk(asked.Address).Physical ?? asked.Address).Concat(tables.Memory.Frames.Keys.Select(frame => frame << 12)))
        {
            Assert.Equal(
                expected.Pages.Where(page => physical - page.Physical < page.Page.Length).Select(page =>
                    new VirtualMapping(page.Page.Start.Value + (physical - page.Physical), page.Page.PageSize, page.Page.Writable, page.Page.Executable, page.Page.User)),
                map.Find(physical));
        }
    });

    private static ulong Root(Addressed model) => model.Machine.DirectoryTableBase & 0x000f_ffff_ffff_f000;
}
