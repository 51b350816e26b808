using CsCheck;

namespace KdmpParser.Tests.Properties;

public class TranslationProperties
{
    private static readonly Gen<Addressed> s_models = Addressed.Of(PagedMachine.PerhapsCut, 40);

    [Fact]
    public void A_translation_is_what_a_walk_by_the_rules_of_the_format_finds() => Property.Holds(s_models, 2000, model =>
    {
        byte[] file = model.Machine.ToFile();
        var tables = new NaiveTables(new(file), model.Machine.DirectoryTableBase);
        using KernelDump dump = PagedMachine.Open(file);
        foreach ((ulong address, _) in model.All)
        {
            NaiveWalk expected = tables.Walk(address);
            Translation found = dump.VirtualMemory.Translate(address);
            Assert.Equal((address, expected.Failure), (found.VirtualAddress.Value, found.Failure));
            Assert.Equal((expected.Physical, expected.PageSize, expected.Entry), (found.PhysicalAddress?.Value, found.PageSize, found.Entry));
            Assert.Equal(
                (expected.Rights?.Writable, expected.Rights?.User, expected.Rights?.Executable), (found.Writable, found.User, found.Executable));
            Assert.Equal(
                expected.Steps.Select((step, level) => ((PageTableLevel)level, step.Address, step.Value)),
                found.Walk.Select(step => (step.Level, step.Address.Value, step.Entry.Value)));
            Assert.Equal(expected.Prototype, found.PrototypePte is { } prototype ? (prototype.Address.Value, prototype.Entry.Value) : null);
            Assert.Equal(
                expected.PageSize is not null && (expected.Prototype is { } pte ? NaiveTables.KindOf(pte.Value) : expected.Entry) == PageTableEntryKind.Transition,
                found.IsTransition);

            bool isMapped = dump.VirtualMemory.TryTranslate(address, out PhysicalAddress physical, out MemoryFailure? failure);
            Assert.Equal((expected.Physical is not null, expected.Failure), (isMapped, failure));
            if (isMapped)
                Assert.Equal(expected.Physical, physical.Value);
        }
    });

    /// <summary>What a walk found is kept, also for addresses near the one that was asked for.</summary>
    [Fact]
    public void A_translation_is_the_same_when_much_has_been_asked_before() => Property.Holds(s_models, 1000, model =>
    {
        byte[] file = model.Machine.ToFile();
        var tables = new NaiveTables(new(file), model.Machine.DirectoryTableBase);
        using KernelDump dump = PagedMachine.Open(file);
        var byteThere = new byte[1];
        for (int round = 0; round < 3; round++)
        {
            foreach ((ulong asked, _) in model.All)
            {
                // The same page table, the same slot for what is kept, and the same address but for the bits that are none.
                foreach (ulong address in (ulong[])[asked, asked ^ 0x1000, asked ^ 0x1f_f000, asked ^ 0x20_0000, asked ^ 1UL << 33, asked ^ 1UL << 47, asked ^ 1UL << 63])
                {
                    NaiveWalk expected = tables.Walk(address);
                    bool isMapped = dump.VirtualMemory.TryTranslate(address, out PhysicalAddress physical);
                    Assert.Equal((address, expected.Physical), (address, isMapped ? physical.Value : null));
                    Assert.Equal(isMapped, dump.VirtualMemory.TryTranslate(address, out _, out MemoryFailure? failure));
                    Assert.Equal(expected.Failure, failure);

                    ReadResult read = tables.Read(address, byteThere);
                    Assert.Equal(read.IsComplete, dump.VirtualMemory.TryRead(address, out byte value, out MemoryFailure notRead));
                    Assert.Equal(read.Failure ?? default, notRead);
                    Assert.Equal(read.IsComplete ? byteThere[0] : 0, value);
                }
            }
        }
    });

    /// <summary>What is found on random tables is worth no more than the tables: every way in which a walk can end must be among them.</summary>
    [Fact]
    public void Random_tables_have_every_end_of_a_walk()
    {
        var ends = new HashSet<(string, object?, object?)>();
        bool hasLoops = false;
        Property.Holds(s_models, 1500, model =>
        {
            var tables = new NaiveTables(new(model.Machine.ToFile()), model.Machine.DirectoryTableBase);
            foreach (NaiveWalk walk in model.All.Select(asked => tables.Walk(asked.Address)))
            {
                PageTableEntryKind? prototype = walk.Prototype is { } pte ? NaiveTables.KindOf(pte.Value) : null;
                ends.Add(walk.PageSize is { } size ? ($"{size:x} {prototype}", walk.Entry, walk.Failure?.Reason) : ($"{walk.Failure!.Value.Reason}", walk.Failure.Value.Level, walk.Failure.Value.Entry));
                hasLoops |= walk.IsMapped && walk.IsLoop;
            }
        });

        Assert.True(hasLoops);
        Assert.Contains(("NonCanonical", null, null), ends);
        foreach (MemoryFailureReason? missing in (MemoryFailureReason?[])[null, MemoryFailureReason.PageNotInDump])
        {
            foreach (string size in (string[])["1000 ", "200000 ", "40000000 "])
                Assert.Contains((size, PageTableEntryKind.Valid, missing), ends);
            Assert.Contains(("1000 ", PageTableEntryKind.Transition, missing), ends);
            Assert.Contains(("1000 Valid", PageTableEntryKind.Prototype, missing), ends);
        }

        Assert.Contains(("1000 ", PageTableEntryKind.Valid, MemoryFailureReason.Truncated), ends);
        Assert.Contains(("1000 Transition", PageTableEntryKind.Prototype, null), ends);
        foreach (PageTableLevel level in Enum.GetValues<PageTableLevel>())
        {
            Assert.Contains(("PageTableNotInDump", level, null), ends);
            Assert.Contains(("Truncated", level, null), ends);
            foreach (PageTableEntryKind kind in Enum.GetValues<PageTableEntryKind>().Except([PageTableEntryKind.Valid]))
                Assert.True(ends.Contains(("NotPresent", level, kind)) || (level, kind) == (PageTableLevel.Pte, PageTableEntryKind.Transition));
        }
    }
}
