namespace KdmpParser.Tests.Corrupt;

/// <summary>DUMP_HEADER64 itself, and what lies in it: CONTEXT and EXCEPTION_RECORD64.</summary>
internal static class HeaderCases
{
    private const uint Fill = 0x45474150; // 'PAGE'

    public static readonly CorruptDump[] All =
    [
        new("FileIsEmpty", Array.Empty<byte>()) { Refused = new(KernelDumpError.Empty, 0) },
        new("FileIsOneByte", [(byte)'P']) { Refused = new(KernelDumpError.NotADump, 0) },
        new("FileIsAllZeros", new byte[0x4000]) { Refused = new(KernelDumpError.AllZeros, 0) },
        new("FileIsAllOnes", [.. Enumerable.Repeat((byte)0xff, 0x4000)]) { Refused = new(KernelDumpError.NotADump, 0) },
        new("SecondSignatureIsTheFirst", DumpBytes.Full((1, 1)).Text(0x004, "PAGE")) { Refused = new(KernelDumpError.NotADump, 0) },
        new("SecondSignatureIsOf32Bits", DumpBytes.Full((1, 1)).Text(0x004, "DUMP")) { Refused = new(KernelDumpError.ThirtyTwoBitDump, 0) },
        new("SignaturesAreLowerCase", DumpBytes.Full((1, 1)).Text(0x000, "pagedu64")) { Refused = new(KernelDumpError.NotADump, 0) },

        new("MachineTypeIsZero", DumpBytes.Full((1, 1)).U32(0x030, 0)) { Refused = new(KernelDumpError.UnsupportedMachine, 0x30) },
        new("MachineTypeIsMax", DumpBytes.Full((1, 1)).U32(0x030, uint.MaxValue)) { Refused = new(KernelDumpError.UnsupportedMachine, 0x30) },
        new("MachineTypeIsNotRecorded", DumpBytes.Full((1, 1)).U32(0x030, Fill)) { Refused = new(KernelDumpError.UnsupportedMachine, 0x30) },
        new("DumpTypeIsZero", DumpBytes.Full((1, 1)).U32(0xf98, 0)) { Refused = new(KernelDumpError.UnknownDumpType, 0xf98) },
        new("DumpTypeIsMax", DumpBytes.Full((1, 1)).U32(0xf98, uint.MaxValue)) { Refused = new(KernelDumpError.UnknownDumpType, 0xf98) },
        new("DumpTypeIsNotRecorded", DumpBytes.Full((1, 1)).U32(0xf98, Fill)) { Refused = new(KernelDumpError.UnknownDumpType, 0xf98) },

        // The layouts of two types do not fit each other.
        new("FullDumpCallsItselfABitmapDump", DumpBytes.Full((1, 1)).U32(0xf98, 5)) { Refused = new(KernelDumpError.Corrupt, 0x2000) },
        new("BitmapDumpCallsItselfARangeDump", DumpBytes.Bitmap(5, 8, [1]).U32(0xf98, 8)) { Refused = new(KernelDumpError.Corrupt, 0x2000) },
        new("RangeDumpCallsItselfAFullDump", DumpBytes.Ranges(8, (1, 1)).U32(0xf98, 1)) { Refused = new(KernelDumpError.Corrupt, 0x88) },

        new("DirectoryTableBaseIsMax", new MachineBytes().ToDump(ulong.MaxValue))
        {
            // Bits 51:12 of it, and entry 1 of that table.
            Question = dump => Answers.Of(dump.VirtualMemory.Translate(MachineBytes.Mapped).Failure),
            Answer = "PageTableNotInDump at 8080604000 PML4E, 0xffffffffff008 is missing",
        },
        new("DirectoryTableBaseIsZero", new MachineBytes().ToDump(0))
        {
            Question = dump => Answers.Of(dump.VirtualMemory.Translate(MachineBytes.Mapped).Failure),
            Answer = "PageTableNotInDump at 8080604000 PML4E, 0x8 is missing",
        },
        new("DirectoryTableBaseIsNotRecorded", new MachineBytes().ToDump().Text(0x010, "PAGEPAGE"))
        {
            Question = dump => Answers.Of(dump.VirtualMemory.Translate(MachineBytes.Mapped).Failure),
            Answer = "NoPageTables at 8080604000",
        },
        new("PageTablesAreOfAnotherMachine", new MachineBytes().ToDump().U32(0x030, DumpBytes.Arm64))
        {
            Question = dump => Answers.Of(dump.VirtualMemory.Translate(MachineBytes.Mapped).Failure),
            Answer = "UnsupportedPageTables at 8080604000",
        },
        new("ListHeadsAreZero", new KernelBytes().KdDebuggerData().OnDump(dump => dump.U64(0x020, 0).U64(0x028, 0)))
        {
            // A zero is not the fill: it is recorded, and no list begins there.
            Question = dump => $"{Answers.Of(dump.KernelModules)}; {Answers.Of(dump.Processes)}",
            Answer = "0, NotRecorded; 0, NotRecorded",
        },
        new("ListHeadsAreNotCanonical", new KernelBytes().OnDump(dump => dump.U64(0x020, 0x8000_0000_0000_0000).U64(0x028, 0x0000_8000_0000_0000)))
        {
            Question = dump => $"{Answers.Of(dump.KernelModules)}; {Answers.Of(dump.Processes)}",
            Answer = "0, Unreadable at 8000000000000000 (NonCanonical); 0, Unreadable at 800000000000 (NonCanonical)",
        },
        new("ListHeadsAreAtTheEndOfTheAddressSpace", new KernelBytes().Write(0xffffffff_fffff000, new byte[0x1000]).OnDump(
            dump => dump.U64(0x020, 0xffffffff_fffffffc).U64(0x028, ulong.MaxValue)))
        {
            Question = dump => $"{Answers.Of(dump.KernelModules)}; {Answers.Of(dump.Processes)}",
            Answer = "0, Unreadable at 0 (EndOfAddressSpace); 0, Unreadable at 0 (EndOfAddressSpace)",
        },
        new("TimesAreMax", DumpBytes.Full((1, 1)).U64(0xfa8, ulong.MaxValue).U64(0x1030, ulong.MaxValue))
        {
            Question = dump => $"{dump.Header.SystemTime?.ToString() ?? "none"}, {dump.Header.SystemUpTime?.ToString() ?? "none"}",
            Answer = "none, none",
        },
        new("TextsAreNotTerminated", DumpBytes.Full((1, 1)).Write(0x060, Repeated(32)).Write(0xfb0, Repeated(128)))
        {
            Question = dump => FormattableString.Invariant($"{dump.Header.VersionUser!.Length}, {dump.Header.Comment!.Length}, {dump.Header.Comment.Distinct().Single() == 'ÿ'}"),
            Answer = "32, 128, True",
        },

        new("ContextFlagsAreMax", DumpBytes.Full((1, 1)).U32(0x348 + 0x30, uint.MaxValue).U64(0x348 + 0xf8, 0x1234))
        {
            // The bit of the architecture is set, and with it every part.
            Question = dump => $"{(int)dump.Context!.Parts:x}, {dump.Context.InstructionPointer}",
            Answer = "3f, 00000000`00001234",
        },
        new("ContextFlagsAreOfAnotherMachine", DumpBytes.Full((1, 1)).U32(0x348 + 0x30, 0x0040_0007))
        {
            Question = dump => $"{dump.Context!.Parts}, {dump.Context.InstructionPointer?.ToString() ?? "not captured"}",
            Answer = "None, not captured",
        },
        new("ContextIsNotRecorded", DumpBytes.Full((1, 1)))
        {
            Question = dump => $"{dump.Context?.ToString() ?? "none"}, {dump.Contexts.Length}, {Answers.Of(dump.FindStackCandidates())}",
            Answer = "none, 0, 0, NotRecorded",
        },
        new("StackPointerIsMax", DumpBytes.Full((1, 1)).U32(0x348 + 0x30, 0x10001f).U64(0x348 + 0x98, ulong.MaxValue))
        {
            // Aligned up, it would be at 2^64.
            Question = dump => Answers.Of(dump.FindStackCandidates()),
            Answer = "0, complete",
        },
        new("StackPointerIsNotCanonical", new MachineBytes().ToDump().U32(0x348 + 0x30, 0x10001f).U64(0x348 + 0x98, 0x1234_0000_0000_0000))
        {
            Question = dump => Answers.Of(dump.FindStackCandidates()),
            Answer = "0, Unreadable at 1234000000000000 (NonCanonical)",
        },
        new("ExceptionHasFourBillionParameters", DumpBytes.Full((1, 1)).Zeros(0xf00, 0x98).U32(0xf00, 0xc0000005).U32(0xf18, uint.MaxValue))
        {
            Question = dump => FormattableString.Invariant($"{dump.Exception!.ParameterCount}, {dump.Exception.Information.Length}"),
            Answer = "4294967295, 15",
        },
        new("ExceptionIsNotRecorded", DumpBytes.Full((1, 1)))
        {
            Question = dump => $"{dump.Exception?.ToString() ?? "none"}, {dump.Exceptions.Length}",
            Answer = "none, 0",
        },
        new("BugCheckParametersLeadNowhere", new MachineBytes().ToDump().U32(0x038, 0x7e)
            .U64(0x040, 0xc0000005).U64(0x048, ulong.MaxValue).U64(0x050, 0x8000_0000_0000_0000).U64(0x058, ulong.MaxValue - 7))
        {
            Question = Records,
            Answer = "contexts: 0, exceptions: 0",
        },
        new("BugCheckParametersLeadToNoRecords", new MachineBytes().ToDump().U32(0x038, 0x7e)
            .U64(0x040, 0xc0000005).U64(0x048, 0).U64(0x050, MachineBytes.Mapped).U64(0x058, MachineBytes.Mapped))
        {
            // What is mapped there is neither: its flags name several architectures, its count of parameters is over 15.
            Question = Records,
            Answer = "contexts: 0, exceptions: 0",
        },
        new("BugCheckParametersLeadAcrossTheEndOfAPage", new MachineBytes().Write(0x5fc0, [0x05, 0, 0, 0xc0]).ToDump().U32(0x038, 0x7e)
            .U64(0x040, 0xc0000005).U64(0x048, 0).U64(0x050, MachineBytes.Mapped + 0xfc0).U64(0x058, MachineBytes.Mapped + 0xfc0))
        {
            Question = Records,
            Answer = "contexts: 0, exceptions: 0",
        },
    ];

    private static byte[] Repeated(int count) => [.. Enumerable.Repeat((byte)0xff, count)];

    private static string Records(KernelDump dump) => FormattableString.Invariant($"contexts: {dump.Contexts.Length}, exceptions: {dump.Exceptions.Length}");
}
