namespace KdmpParser.Tests.Corrupt;

/// <summary>The system's list of processes.</summary>
internal static class ProcessCases
{
    private const ulong Links = 0x448;
    private const ulong First = KernelBytes.Entries;
    private const ulong Second = KernelBytes.Entries + 0x1000;
    private const ulong Many = KernelBytes.Entries + 0x1000_0000;

    private static KernelBytes Two => new KernelBytes().KdDebuggerData().Process(First, 4, "System", parent: 0).Process(Second, 0x1234, "demo.exe").ProcessList(First, Second);

    public static readonly CorruptDump[] All =
    [
        new("ProcessListEntryPointsToItself", Two.U64(Second + Links, Second + Links)) { Question = Processes, Answer = "2, Cycle at ffffc08b00001448" },
        new("ProcessListHeadPointsIntoItself", Two.U64(KernelBytes.ProcessHead, KernelBytes.ProcessHead + 8))
        {
            // What is there has the head's own link before it, which is no process identifier, and leads to the second.
            Question = Processes,
            Answer = "0, CheckFailed at fffff80410003200",
        },
        new("ProcessListEntryIsNearZero", Two.U64(First + Links, 8)) { Question = Processes, Answer = "1, Unreadable at 0 (NotPresent)" },
        new("ProcessListEntryIsNotCanonical", Two.U64(First + Links, 0x8000_0000_0000_0000)) { Question = Processes, Answer = "1, Unreadable at 7ffffffffffffff8 (NonCanonical)" },
        new("ProcessListIsTheModuleList", Two.Module(Many + 0x500, KernelBytes.Image, 1, "a", "b").List(KernelBytes.ModuleHead, Many + 0x500).OnDump(dump => dump.U64(0x028, KernelBytes.ModuleHead)))
        {
            Question = Processes,
            Answer = "0, CheckFailed at fffff80410002390",
        },
        new("ProcessesAreMoreThanTheLimit", Endless(20_001)) { Question = Processes, Answer = "20000, LimitExceeded" },
        new("ProcessNameIsNotText", Two.Write(Second + 0x5a8, [.. Enumerable.Repeat((byte)0xff, 15)]))
        {
            Question = dump => $"{Processes(dump)}, {dump.Processes[1].Name}",
            Answer = "2, complete, ÿÿÿÿÿÿÿÿÿÿÿÿÿÿÿ",
        },
        new("ProcessNameIsEmpty", Two.U8(Second + 0x5a8, 0)) { Question = dump => $"{Processes(dump)}, {dump.Processes[1].Name ?? "(no name)"}", Answer = "2, complete, (no name)" },
        new("SystemProcessIsTheSecondOfItsName", Two.Process(Second, 4, "System")) { Question = Processes, Answer = "2, complete" },
        new("ProcessDirectoryTableBaseIsMax", Two.U64(Second + 0x28, ulong.MaxValue))
        {
            Question = dump => Answers.Of(dump.OpenProcess(0x1234).VirtualMemory.Translate(0x1000).Failure),
            Answer = "PageTableNotInDump at 1000 PML4E, 0xffffffffff000 is missing",
        },
        new("ProcessDirectoryTableBaseIsZero", Two.U64(Second + 0x28, 0))
        {
            Question = dump => dump.TryOpenProcess(0x1234, out _, out KernelDataFailure? failure) ? "opened" : Answers.Of(failure),
            Answer = "NotRecorded at ffffc08b00001000",
        },
        new("ProcessPebIsMax", Two.U64(Second + 0x550, ulong.MaxValue)) { Question = dump => Answers.Of(dump.OpenProcess(0x1234).Modules), Answer = "0, Unreadable at 17 (NotPresent)" },
        new("ProcessBuildIsMax", Two.OnDump(dump => dump.U32(0x00c, uint.MaxValue))) { Question = Processes, Answer = "0, UnknownBuild" },
    ];

    private static string Processes(KernelDump dump) => Answers.Of(dump.Processes);

    /// <summary>Each sixteen bytes are an identifier and a link to the next sixteen.</summary>
    private static KernelBytes Endless(int count)
    {
        var words = new ulong[2 * count + 0x100];
        for (int i = 0; i < words.Length; i += 2)
            (words[i], words[i + 1]) = (8, Many + 8 * (ulong)i + 0x18);
        return Two.U64(First + Links, Many + 8).U64(Many, words);
    }
}
