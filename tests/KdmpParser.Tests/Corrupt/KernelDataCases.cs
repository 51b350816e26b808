namespace KdmpParser.Tests.Corrupt;

/// <summary>KDDEBUGGER_DATA64 and what it leads to: processors, and the ring of unloaded drivers.</summary>
internal static class KernelDataCases
{
    private const ulong Prcb = 0xfffff804_50000180;
    private const ulong Thread = 0xffffc08b_10000080;
    private const ulong Variable = 0xfffff804_1000a308;

    /// <summary>The fields of two bytes, each the offset of something.</summary>
    private static readonly uint[] s_offsets =
        [0x29a, 0x29c, 0x29e, 0x2a0, 0x2a2, 0x2a8, 0x2aa, 0x2ac, 0x2ae, 0x2b0, 0x2b2, 0x2b4, 0x2b6, 0x2b8, 0x2ba, 0x2bc, 0x2be, 0x2c0, 0x2f2, 0x338];

    /// <summary>A machine of one processor.</summary>
    private static KernelBytes One => new KernelBytes().KdDebuggerData().Processor(0, Prcb, Thread, 0xffff8504_29890ee8).Thread(Thread, 0xffffc08b_20000000, 0);

    /// <summary>The last page of the address space, with nothing but zeros in it.</summary>
    private static KernelBytes WithLastPage(KernelBytes memory) => memory.Write(0xffffffff_fffff000, new byte[0x1000]);

    public static readonly CorruptDump[] All =
    [
        new("DebuggerDataTagIsLowerCase", One.Ascii(KernelBytes.DebuggerData + 0x10, "kdbg")) { Question = DebuggerData, Answer = "Encoded at fffff80410000b20" },
        new("DebuggerDataSaysThatItIsEmpty", One.U32(KernelBytes.DebuggerData + 0x14, 0))
        {
            Question = dump => $"{dump.DebuggerData!.Size}, {dump.DebuggerData.KernBase?.ToString() ?? "no base"}, {Answers.Of(dump.Processors)}, {Answers.Of(dump.UnloadedDrivers)}",
            Answer = "0, no base, 0, NotRecorded, 0, NotRecorded",
        },
        new("DebuggerDataSaysThatItIsMax", One.U32(KernelBytes.DebuggerData + 0x14, uint.MaxValue))
        {
            // Nothing behind the fields that are known is read.
            Question = dump => FormattableString.Invariant($"{dump.DebuggerData!.Size}, {dump.DebuggerData.KernBase}, {Answers.Of(dump.Processors)}"),
            Answer = "4294967295, fffff804`20000000, 1, complete",
        },
        new("DebuggerDataIsNotCanonical", One.OnDump(dump => dump.U64(0x080, 0x8000_0000_0000_0000))) { Question = DebuggerData, Answer = "Unreadable at 8000000000000000 (NonCanonical)" },
        new("DebuggerDataIsAtTheEndOfTheAddressSpace", WithLastPage(One).OnDump(dump => dump.U64(0x080, 0xffffffff_fffffff0)))
        {
            Question = DebuggerData,
            Answer = "Unreadable at 0 (EndOfAddressSpace)",
        },
        new("DebuggerDataIsWhereNothingIsMapped", One.OnDump(dump => dump.U64(0x080, 0xffffffff_ffff0000))) { Question = DebuggerData, Answer = "Unreadable at ffffffffffff0000 (NotPresent)" },
        new("OffsetsAreMax", Offsets(One, 0xffff)) { Question = Processors, Answer = "0, Unreadable at fffff8045001017f (NotPresent)" }, // the number of the KPRCB
        new("OffsetsAreMaxButOne", Offsets(One, 0xffff).U16(KernelBytes.DebuggerData + 0x2be, 0x24))
        {
            Question = dump => $"{Processors(dump)}, {dump.Processors[0].CurrentThread?.ToString() ?? "no thread"}, {dump.Processors[0].Context?.ToString() ?? "no context"}; {Answers.Of(dump.UserModules)}",
            Answer = "1, complete, no thread, no context; 0, NotRecorded",
        },
        new("OffsetsAreZero", Offsets(One, 0))
        {
            Question = dump => $"{Processors(dump)}, {dump.Processors[0].CurrentThread?.ToString() ?? "no thread"}, {dump.Processors[0].Context?.ToString() ?? "no context"}",
            Answer = "1, complete, no thread, no context",
        },

        new("ProcessorCountIsZero", One.OnDump(dump => dump.U32(0x034, 0))) { Question = Processors, Answer = "1, NotRecorded" },
        new("ProcessorCountIsMax", One.OnDump(dump => dump.U32(0x034, uint.MaxValue))) { Question = Processors, Answer = "1, NotRecorded at fffff80410004c88" }, // no second one was started
        new("ProcessorBlockIsAtTheEndOfTheAddressSpace", WithLastPage(One).U64(KernelBytes.DebuggerData + 0x218, ulong.MaxValue - 7).OnDump(dump => dump.U32(0x034, 3)))
        {
            Question = Processors,
            Answer = "0, NotRecorded at fffffffffffffff8",
        },
        new("ProcessorBlockIsNotCanonical", One.U64(KernelBytes.DebuggerData + 0x218, 0x8000_0000_0000_0000)) { Question = Processors, Answer = "0, Unreadable at 8000000000000000 (NonCanonical)" },
        new("ProcessorIsNotCanonical", One.U64(KernelBytes.ProcessorBlock, 0x8000_0000_0000_0000)) { Question = Processors, Answer = "0, Unreadable at 8000000000000024 (NonCanonical)" },
        new("ProcessorIsAtTheEndOfTheAddressSpace", WithLastPage(One).U64(KernelBytes.ProcessorBlock, ulong.MaxValue - 0x1f)) { Question = Processors, Answer = "0, Unreadable at 4 (NotPresent)" },
        new("ProcessorIsThatOfAnotherNumber", One.U32(Prcb + 0x24, uint.MaxValue)) { Question = Processors, Answer = "0, CheckFailed at fffff80450000180" },
        new("ProcessorsAreAllTheSame", Same(64)) { Question = Processors, Answer = "1, CheckFailed at fffff80450000180" },
        new("ProcessorContextIsNotCanonical", One.U64(Prcb + 0x85c0, 0x8000_0000_0000_0000))
        {
            Question = dump => $"{Processors(dump)}, {dump.Processors[0].Context?.ToString() ?? "no context"}",
            Answer = "1, complete, no context",
        },
        new("ProcessorThreadIsNotCanonical", One.U64(Prcb + 8, 0x8000_0000_0000_0000))
        {
            Question = dump => $"{Processors(dump)}, {dump.Processors[0].CurrentThread}, {dump.Processors[0].CurrentProcess?.ToString() ?? "no process"}",
            Answer = "1, complete, 80000000`00000000, no process",
        },
        new("TebIsAtTheEndOfTheAddressSpace", WithLastPage(One).Thread(Thread, 0xffffc08b_20000000, ulong.MaxValue - 0x63)) { Question = dump => Answers.Of(dump.UserModules), Answer = "0, Unreadable at 0 (EndOfAddressSpace)" },
        new("PebIsMax", One.Thread(Thread, 0xffffc08b_20000000, 0x2b7f_0000).U64(0x2b7f_0060, ulong.MaxValue)) { Question = dump => Answers.Of(dump.UserModules), Answer = "0, Unreadable at 17 (NotPresent)" },
        new("LoaderIsThePebItself", One.Thread(Thread, 0xffffc08b_20000000, 0x2b7f_0000).Environment(0x2b7f_0000, 0x2b7f_8000).U64(0x2b7f_8018, 0x2b7f_8000))
        {
            // The list would begin at 0x10 of the PEB, which is zero.
            Question = dump => Answers.Of(dump.UserModules),
            Answer = "0, Unreadable at 0 (NotPresent)",
        },

        new("UnloadedRingIsNotCanonical", One.U64(KernelBytes.DebuggerData + 0x220, Variable).U64(Variable, 0x8000_0000_0000_0000))
        {
            Question = dump => Answers.Of(dump.UnloadedDrivers),
            Answer = "0, Unreadable at 8000000000000000 (NonCanonical)",
        },
        new("UnloadedRingGoesOnPastTheAddressSpace", WithLastPage(One).U64(KernelBytes.DebuggerData + 0x220, Variable).U64(Variable, 0xffffffff_ffffff00)
            .U64(0xffffffff_ffffff10, 0xfffff804_80000000, 0xfffff804_80001000))
        {
            // Six entries of 0x28 bytes are there, the first of them is filled.
            Question = dump => $"{Answers.Of(dump.UnloadedDrivers)}, {dump.UnloadedDrivers[0]}",
            Answer = "1, Unreadable at 0 (EndOfAddressSpace), (no name) fffff804`80000000 to fffff804`80001000",
        },
        new("UnloadedRingIsItsOwnVariable", One.U64(KernelBytes.DebuggerData + 0x220, Variable, Variable).U64(Variable, Variable))
        {
            // The index is an address, which is no place in the ring. The only entry that is not zero has no start.
            Question = dump => Answers.Of(dump.UnloadedDrivers),
            Answer = "0, complete",
        },
    ];

    private static string DebuggerData(KernelDump dump) => Answers.Of(dump.DebuggerDataFailure);

    private static string Processors(KernelDump dump) => Answers.Of(dump.Processors);

    private static KernelBytes Offsets(KernelBytes memory, ushort offset)
    {
        foreach (uint field in s_offsets)
            memory.U16(KernelBytes.DebuggerData + field, offset);
        return memory;
    }

    /// <summary>Every processor has the KPRCB of the first.</summary>
    private static KernelBytes Same(int count)
    {
        KernelBytes memory = One.OnDump(dump => dump.U32(0x034, (uint)count));
        for (int i = 0; i < count; i++)
            memory.U64(KernelBytes.ProcessorBlock + 8 * (ulong)i, Prcb);
        return memory;
    }
}
