using System.Text;

namespace KdmpParser.Tests.Corrupt;

/// <summary>What a small dump keeps beside memory: the tables of drivers, and copies of KDDEBUGGER_DATA64, KPRCB, EPROCESS and KTHREAD.</summary>
internal static class SmallDumpCases
{
    /// <summary>Places where nothing that TRIAGE_DUMP64 points to can be; 0x30000 is where the file with the copies ends.</summary>
    private static readonly (string Name, uint Offset)[] s_outside =
        [("InTheHeader", 0xf00), ("InTheTriageHeader", 0x2070), ("TheEndOfTheFile", 0x30000), ("MaxLess1", uint.MaxValue - 1), ("Max", uint.MaxValue)];

    public static readonly CorruptDump[] All =
    [
        .. from place in s_outside select new CorruptDump("DriverListIs" + place.Name, DumpBytes.SmallDrivers().U32(0x2030, place.Offset)) { Question = Modules, Answer = "0, CheckFailed" },
        new("DriverListIsZero", DumpBytes.SmallDrivers().U32(0x2030, 0)) { Question = Modules, Answer = "0, NotRecorded" },
        new("DriverCountIsZero", DumpBytes.SmallDrivers().U32(0x2034, 0)) { Question = Modules, Answer = "0, NotRecorded" },
        new("DriverCountIsMax", DumpBytes.SmallDrivers().U32(0x2034, uint.MaxValue)) { Question = Modules, Answer = "56, CheckFailed" }, // 0x2004 bytes to the end
        .. from place in s_outside select new CorruptDump("DriverNameIs" + place.Name, DumpBytes.SmallDrivers().U32(DumpBytes.SmallDriversAt, place.Offset))
        {
            Question = Names,
            Answer = "3, complete: (no name) two.sys (no name)",
        },
        .. from length in (uint[])[0, 0x801, 0x8000_0001, uint.MaxValue - 1, uint.MaxValue]
           select new CorruptDump(FormattableString.Invariant($"DriverNameHas{length}Characters"), DumpBytes.SmallDrivers().U32(DumpBytes.SmallNamesAt, length))
           {
               // The limit is 4096 bytes. Times two, 0x80000001 would be one character.
               Question = Names,
               Answer = "3, complete: (no name) two.sys (no name)",
           },
        new("DriverNameGoesOnPastTheFile", DumpBytes.SmallDrivers().U32(DumpBytes.SmallDriversAt, 0x5ff8).U32(0x5ff8, 5))
        {
            Question = Names,
            Answer = "3, complete: (no name) two.sys (no name)",
        },
        new("DriverNameIsALoneSurrogate", DumpBytes.SmallDrivers().U32(DumpBytes.SmallNamesAt, 1).U16(DumpBytes.SmallNamesAt + 4, 0xdc00))
        {
            Question = dump => FormattableString.Invariant($"{dump.KernelModules[0].Name!.Length}, {(int)dump.KernelModules[0].Name![0]:x}"),
            Answer = "1, dc00",
        },
        new("DriverNameEndsWithASeparator", DumpBytes.SmallDrivers().U32(DumpBytes.SmallNamesAt, 5))
        {
            // "\dir\": a path whose last part is empty.
            Question = dump => $"{dump.KernelModules[0].Name ?? "(no name)"}, {dump.KernelModules[0].Path}",
            Answer = @"(no name), \dir\",
        },
        new("DriversAreOneMoreThanTheLimit", ManyDrivers(10_001, 8)) { Question = Modules, Answer = "10000, LimitExceeded" },
        new("DriversShareAHugeName", ManyDrivers(10_000, 2048))
        {
            // All of them would be 40 MiB.
            Question = dump => $"{Modules(dump)}, {dump.KernelModules[0].Name!.Length}, {dump.KernelModules[^1].Name ?? "(no name)"}",
            Answer = "10000, LimitExceeded, 2048, (no name)",
        },
        new("DriverWrapsAround2To64", DumpBytes.SmallDrivers().U64(DumpBytes.SmallDriversAt + 0x38, ulong.MaxValue).U32(DumpBytes.SmallDriversAt + 0x48, uint.MaxValue))
        {
            Question = dump => $"{dump.FindModule(ulong.MaxValue)?.Name}, {dump.FindModule(0)?.Name ?? "none"}, {dump.FindModule(1)?.Name ?? "none"}",
            Answer = "one.sys, none, none",
        },
        new("StackIsFullOfOneDriver", StackInDrivers())
        {
            // One driver of 4 GiB holds all others and what the stack points to: each value is behind all the others.
            Question = dump => $"{Answers.Of(dump.FindStackCandidates())}, {dump.FindStackCandidates()[^1].Module.Size:x}",
            Answer = "131072, complete, ffffffff",
        },

        .. from place in s_outside select new CorruptDump("UnloadedDriversAre" + place.Name, DumpBytes.SmallUnloaded(1, "a\0").U32(0x2018, place.Offset))
        {
            Question = dump => Answers.Of(dump.UnloadedDrivers),
            Answer = "0, CheckFailed",
        },
        new("UnloadedDriversAreCutByTheFile", DumpBytes.SmallUnloaded(1, "a\0").U32(0x2018, 0x6000)) { Question = dump => Answers.Of(dump.UnloadedDrivers), Answer = "0, CheckFailed" },
        new("UnloadedDriversAreZero", DumpBytes.SmallUnloaded(1, "a\0").U32(0x2018, 0)) { Question = dump => Answers.Of(dump.UnloadedDrivers), Answer = "0, NotRecorded" },
        new("UnloadedDriverCountIsMax", DumpBytes.SmallUnloaded(ulong.MaxValue, "a\0"))
        {
            // 0x1ffc bytes from the count to the end of the file, 0x38 each.
            Question = dump => Answers.Of(dump.UnloadedDrivers),
            Answer = "146, CheckFailed",
        },
        new("UnloadedDriverEndsBeforeItBegins", DumpBytes.SmallUnloaded(1, "a\0").U64(DumpBytes.SmallDriversAt + 8 + 0x28, ulong.MaxValue))
        {
            Question = dump => dump.UnloadedDrivers[0].ToString(),
            Answer = "a ffffffff`ffffffff to fffff804`00001000",
        },

        new("DebuggerDataIsZero", DumpBytes.SmallKernel().U32(0x2070, 0))
        {
            Warnings = ["The copy of KDDEBUGGER_DATA64 (0x380 bytes at offset 0x0) lies in the headers, and is left out."],
            Question = DebuggerData,
            Answer = "Unreadable at fffff80410000b20 (NotCaptured)",
        },
        new("DebuggerDataIsMax", DumpBytes.SmallKernel().U32(0x2070, uint.MaxValue))
        {
            Warnings = ["The copy of KDDEBUGGER_DATA64 (0x380 bytes at offset 0xffffffff) lies outside of the file, and is left out."],
            Question = DebuggerData,
            Answer = "Unreadable at fffff80410000b20 (NotCaptured)",
        },
        new("DebuggerDataSizeIsZero", DumpBytes.SmallKernel().U32(0x2074, 0)) { Question = DebuggerData, Answer = "Unreadable at fffff80410000b20 (NotCaptured)" },
        new("DebuggerDataEndsBeforeItsTag", DumpBytes.SmallKernel().U32(0x2074, 0x10)) { Question = DebuggerData, Answer = "Unreadable at fffff80410000b30 (NotCaptured)" },
        new("DebuggerDataEndsBeforeItSays", DumpBytes.SmallKernel().U32(0x2074, 0x100)) { Question = DebuggerData, Answer = "Unreadable at fffff80410000c20 (NotCaptured)" },
        new("DebuggerDataSizeIsMax", DumpBytes.SmallKernel().U32(0x2074, uint.MaxValue))
        {
            Warnings = ["The copy of KDDEBUGGER_DATA64 (0xffffffff bytes at offset 0x4000) lies outside of the file, and is left out."],
            Question = DebuggerData,
            Answer = "Unreadable at fffff80410000b20 (NotCaptured)",
        },
        new("DebuggerDataHasNoAddressAndIsMax", DumpBytes.SmallKernel().Text(0x080, "PAGEPAGE").U32(0x2070, uint.MaxValue)) { Question = DebuggerData, Answer = "Encoded" },

        .. from place in s_outside select new CorruptDump("PrcbIs" + place.Name, DumpBytes.SmallKernel().U32(0x201c, place.Offset)) { Question = Processors, Answer = "0, CheckFailed" },
        new("PrcbIsZero", DumpBytes.SmallKernel().U32(0x201c, 0)) { Question = Processors, Answer = "0, NotRecorded" },
        new("PrcbIsLongerThanTheFile", DumpBytes.SmallKernel().U16(0x42b0, 0xffff).U32(0x201c, 0x20002)) { Question = Processors, Answer = "0, CheckFailed" },
        new("PrcbNumberIsMax", DumpBytes.SmallKernel().U32(DumpBytes.SmallPrcbAt + 0x24, uint.MaxValue)) { Question = Processors, Answer = "0, CheckFailed" },
        new("PrcbFieldsLieOutsideOfIt", DumpBytes.SmallKernel().U16(0x42b4, 0xffff).U16(0x42bc, 0xffff).U16(0x42f2, 0xffff).U16(0x4338, 0xffff))
        {
            Question = dump => $"{Processors(dump)}, {dump.Processors[0].CurrentThread?.ToString() ?? "no thread"}, {dump.Processors[0].Context?.ToString() ?? "no context"}, {dump.Processors[0].Cr3?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no cr3"}",
            Answer = "1, NotInThisDump, no thread, no context, no cr3",
        },
        .. from place in s_outside select new CorruptDump("ThreadIs" + place.Name, DumpBytes.SmallKernel().U32(0x2024, place.Offset))
        {
            Question = dump => $"{Processors(dump)}, {dump.Processors[0].CurrentProcess?.ToString() ?? "no process"}",
            Answer = "1, NotInThisDump, no process",
        },
        .. from place in s_outside select new CorruptDump("ProcessIs" + place.Name, DumpBytes.SmallKernel().U32(0x2020, place.Offset)) { Question = Processes, Answer = "0, CheckFailed" },
        new("ProcessIsZero", DumpBytes.SmallKernel().U32(0x2020, 0)) { Question = Processes, Answer = "0, NotRecorded" },
        new("ProcessIsTheThread", DumpBytes.SmallKernel().U32(0x2020, DumpBytes.SmallThreadAt)) { Question = Processes, Answer = "0, CheckFailed at ffffc08b20000000" },
    ];

    private static string Modules(KernelDump dump) => Answers.Of(dump.KernelModules);

    private static string Names(KernelDump dump) => $"{Answers.Of(dump.KernelModules)}: {string.Join(' ', dump.KernelModules.Select(module => module.Name ?? "(no name)"))}";

    private static string DebuggerData(KernelDump dump) => Answers.Of(dump.DebuggerDataFailure);

    private static string Processors(KernelDump dump) => Answers.Of(dump.Processors);

    private static string Processes(KernelDump dump) => Answers.Of(dump.Processes);

    /// <summary>Drivers that all have the same name.</summary>
    private static DumpBytes ManyDrivers(int count, int characters)
    {
        DumpBytes bytes = DumpBytes.Triage(DumpBytes.SmallStack).U8(0x6004 + 0x90 * count - 1, 0).U32(0x2030, 0x6004).U32(0x2034, (uint)count);
        for (int i = 0; i < count; i++)
            bytes.U32(0x6004 + 0x90 * i, 0x4000).U64(0x6004 + 0x90 * i + 0x38, 0xfffff804_00000000 + 0x10000UL * (ulong)i).U32(0x6004 + 0x90 * i + 0x48, 0x1000);
        return bytes.U32(0x4000, (uint)characters).Write(0x4004, Encoding.Unicode.GetBytes(new string('n', characters)));
    }

    /// <summary>A stack of 1 MiB of addresses behind 9,999 drivers, in the tenthousandth.</summary>
    private static DumpBytes StackInDrivers()
    {
        const ulong Giant = 0xfffff800_00000000;
        DumpBytes bytes = ManyDrivers(10_000, 8);
        for (int i = 0; i < 10_000; i++)
            bytes.U64(0x6004 + 0x90 * i + 0x38, Giant + 0x10000UL * (ulong)i);
        bytes.U32(0x6004 + 0x48, uint.MaxValue);
        int stack = bytes.Length;
        bytes.U8(stack + (1 << 20) - 1, 0).U32(0x2028, (uint)stack).U32(0x202c, 1 << 20);
        for (int i = 0; i < 1 << 20; i += 8)
            bytes.U64(stack + i, Giant + 0xf000_0000);
        return bytes;
    }
}
