namespace KdmpParser.Tests.Corrupt;

/// <summary>Page tables. To begin with, <see cref="MachineBytes"/> maps one page, and nothing else.</summary>
internal static class PageTableCases
{
    private const ulong Mapped = MachineBytes.Mapped;

    /// <summary>What the machine maps when nothing was changed.</summary>
    private const string OnePage = "8080604000+1000/1000";

    public static readonly CorruptDump[] All =
    [
        new("AllTablesAreOneThatPointsToItself", Filled(new(), MachineBytes.Pml4, _ => 0x1007))
        {
            // Read as a PTE, each entry maps the table; as entries above, all lead back.
            Question = dump => $"{dump.VirtualMemory.Translate(Mapped + 0x123).PhysicalAddress}; {Regions(dump)}; {dump.VirtualMemory.FindMappings(0x1000).Count}",
            Answer = "0x1123; ; 0",
        },
        new("PdptPointsBackToThePml4", new MachineBytes().Entry(0x2ff8, 0x1007)) { Question = Regions, Answer = OnePage },
        new("PdPointsBackToItsPdpt", new MachineBytes().Entry(0x3ff8, 0x2007)) { Question = Regions, Answer = OnePage },
        new("PdPointsToItself", new MachineBytes().Entry(0x3ff8, 0x3007)) { Question = Regions, Answer = OnePage },
        new("FourTablesMapAllMemory", FourTables(i => 0x5007))
        {
            // Page 0x5000, 2^36 times.
            Question = dump => $"{Regions(dump)}; {Answers.Thrown(() => dump.VirtualMemory.FindMappings(0x5000))}",
            Answer = "0+800000000000/1000 ffff800000000000+800000000000/1000; LimitExceeded",
        },
        new("FourTablesAreVisitedWithoutEnd", FourTables(i => i switch { 0 => 0x5007, 1 => 0x5005, _ => 0 }))
        {
            // Two pages with other rights in each table: 2^28 regions, and no way to say it in fewer words.
            Question = dump => $"{Answers.Thrown(() => dump.VirtualMemory.EnumerateRegions().Count())}; {Answers.Thrown(() => dump.VirtualMemory.FindMappings(0x5000))}",
            Answer = "LimitExceeded; LimitExceeded",
        },
        new("FourTablesLeadNowhere", FourTables(i => 0x10_0000 + 0x1000 * i, present: false))
        {
            Question = dump => $"{Regions(dump)}; {dump.VirtualMemory.FindMappings(0x5000).Count}; {Answers.Of(dump.VirtualMemory.Translate(Mapped).Failure)}",
            Answer = "; 0; NotPresent at 8080604000 PTE",
        },

        new("Pml4eIsMax", new MachineBytes().Entry(MachineBytes.Pml4e, ulong.MaxValue))
        {
            Question = Failure,
            Answer = "PageTableNotInDump at 8080604000 PDPTE, 0xffffffffff010 is missing",
        },
        new("PdpteIsMax", new MachineBytes().Entry(MachineBytes.Pdpte, ulong.MaxValue))
        {
            // A page of 1 GiB at the end of physical memory; bits 29:0 are those of the address.
            Question = Failure,
            Answer = "PageNotInDump at 8080604000, 0xfffffc0604000 is missing",
        },
        new("PdeIsMax", new MachineBytes().Entry(MachineBytes.Pde, ulong.MaxValue))
        {
            // A page of 2 MiB; bits 20:0.
            Question = Failure,
            Answer = "PageNotInDump at 8080604000, 0xfffffffe04000 is missing",
        },
        new("PteIsMax", new MachineBytes().Entry(MachineBytes.Pte, ulong.MaxValue))
        {
            Question = Failure,
            Answer = "PageNotInDump at 8080604000, 0xffffffffff000 is missing",
        },
        new("TransitionPteIsMax", new MachineBytes().Entry(MachineBytes.Pte, ulong.MaxValue & ~0x401UL))
        {
            // Without the present bit and the prototype bit; the frame is in bits 47:12.
            Question = Failure,
            Answer = "PageNotInDump at 8080604000, 0xfffffffff000 is missing",
        },
        new("PrototypePteIsMax", new MachineBytes().Entry(MachineBytes.Pte, ulong.MaxValue & ~1UL))
        {
            // "Look in the VAD".
            Question = Failure,
            Answer = "NotPresent at 8080604000 PTE",
        },
        new("PrototypePteIsNotAligned", new MachineBytes().Entry(MachineBytes.Pte, (Mapped + 0x1ffc) << 16 | 0x400).Entry(0x4028, 0x6003)
            .Entry(0x6ff8, 0x0000_8007_0000_0000).Entry(0x7000, 0))
        {
            // Half of it is on the next page of virtual memory, which nothing maps; the next one of physical memory is another.
            Question = Failure,
            Answer = "NotPresent at 8080604000 PTE",
        },
        new("SwizzleBitsAreTheBitsOfATransitionPte", Swizzled(highBit: 11, swizzleBit: 4))
        {
            // Bit 11 makes a transition PTE of it, and is no bit of a physical address.
            Question = Failure,
            Answer = "read",
        },
        new("SwizzleBitsAreMax", Swizzled(highBit: 255, swizzleBit: 255)) { Question = Failure, Answer = "read" },

        new("GiantPageEndsTheLowerHalf", new MachineBytes().Entry(0x17f8, 0xa007).Entry(0xaff8, 0x000f_ffff_c000_0087))
        {
            Question = dump => $"{Answers.Of(dump.VirtualMemory.Translate(0x7fff_ffff_ffff).Failure)}; {Regions(dump)}; {Answers.Of(dump.VirtualMemory.Translate(0x8000_0000_0000).Failure)}",
            Answer = "PageNotInDump at 7fffffffffff, 0xfffffffffffff is missing; 8080604000+1000/1000 7fffc0000000+40000000/40000000; NonCanonical at 800000000000",
        },
        new("ReadGoesOnPastTheLowerHalf", new MachineBytes().Entry(0x17f8, 0xa007).Entry(0xaff8, 0x87).Capture(0x3fff_f000))
        {
            Question = dump => Answers.Of(dump.VirtualMemory.Read(0x7fff_ffff_f800, new byte[0x1000])),
            Answer = "2048 bytes, NonCanonical at 800000000000",
        },
        new("GiantPageEndsAt2To64", new MachineBytes().Entry(0x1ff8, 0xa007).Entry(0xaff8, 0x87).Capture(0x3fff_f000))
        {
            Question = dump => $"{Answers.Of(dump.VirtualMemory.Read(0xffff_ffff_ffff_f800, new byte[0x1000]))}; {Regions(dump)}",
            Answer = "2048 bytes, EndOfAddressSpace at 0; 8080604000+1000/1000 ffffffffc0000000+40000000/40000000",
        },
        new("LargePagesOverlapInPhysicalMemory", new MachineBytes().Entry(0x3020, 0x87).Entry(0x3028, 0x87).Entry(0x2018, 0x87))
        {
            // 2 MiB twice, 1 GiB and the page itself: all of them hold 0x5000.
            Question = dump => FormattableString.Invariant($"{dump.VirtualMemory.FindMappings(0x5000).Count}, {dump.VirtualMemory.FindMappings(0x20_0000).Count}"),
            Answer = "4, 1",
        },
        new("TablesAreCutOutOfTheFile", new MachineBytes().ToDump().CutTo(0x2030 + 6 * 16 + 0x2008))
        {
            // Six pages; the file ends eight bytes into the third, which is the PD.
            AllowTruncated = true,
            Warnings = ["The dump is truncated: its 6 pages from offset 0x2090 on do not fit into the file, which has 16536 bytes and holds 2 of them."],
            Question = Failure,
            Answer = "Truncated at 8080604000 PDE, 0x3018 is missing",
        },
    ];

    private static string Failure(KernelDump dump) => Answers.Of(dump.VirtualMemory.Translate(Mapped).Failure);

    private static string Regions(KernelDump dump) => string.Join(' ', dump.VirtualMemory.EnumerateRegions().Select(
        region => FormattableString.Invariant($"{region.Start.Value:x}+{region.Length:x}/{region.PageSize:x}")));

    /// <summary>All entries of every level lead to the same table of the next.</summary>
    private static MachineBytes FourTables(Func<ulong, ulong> pte, bool present = true)
    {
        MachineBytes machine = new();
        foreach (ulong table in (ulong[])[0x1000, 0x2000, 0x3000])
            Filled(machine, table, _ => table + 0x1000 | 7);
        return Filled(machine, 0x4000, i => present ? pte(i) : pte(i) & ~1UL);
    }

    private static MachineBytes Filled(MachineBytes machine, ulong table, Func<ulong, ulong> entry)
    {
        for (ulong i = 0; i < 512; i++)
            machine.Entry(table + 8 * i, entry(i));
        return machine;
    }

    /// <summary>The page is in transition; KDDEBUGGER_DATA64 is on the second page behind it, 0x7000 in physical memory.</summary>
    private static DumpBytes Swizzled(byte highBit, byte swizzleBit) => new MachineBytes()
        .Entry(MachineBytes.Pte, 0x5880)
        .Entry(0x4030, 0x7003)
        .Entry(0x7010, 0x4742_444b | 0x380UL << 32)
        .Entry(0x72c0, (ulong)highBit << 16 | (ulong)swizzleBit << 24)
        .ToDump().U64(0x080, Mapped + 0x2000);
}
