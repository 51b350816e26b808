using System.Text;

namespace KdmpParser.Tests.Corrupt;

/// <summary>The loader's list of kernel modules.</summary>
internal static class ModuleListCases
{
    private const ulong Head = KernelBytes.ModuleHead;
    private const ulong First = KernelBytes.Entries;
    private const ulong Second = KernelBytes.Entries + 0x1000;
    private const ulong Third = KernelBytes.Entries + 0x2000;
    private const ulong Many = KernelBytes.Entries + 0x1000_0000;

    private static KernelBytes Three => new KernelBytes().KdDebuggerData()
        .Module(First, KernelBytes.Image, 0x1046000, "one.exe", @"\dir\one.exe")
        .Module(Second, KernelBytes.Image + 0x2000000, 0x6000, "two.sys", @"\dir\two.sys")
        .Module(Third, KernelBytes.Image + 0x3000000, 0x7000, "three.sys", @"\dir\three.sys")
        .List(Head, First, Second, Third);

    public static readonly CorruptDump[] All =
    [
        new("ModuleListIsACycle", Three.U64(Third, First)) { Question = Modules, Answer = "3, Cycle at ffffc08b00000000" },
        new("ModuleListPointsBack", Three.U64(Third, Second)) { Question = Modules, Answer = "3, Cycle at ffffc08b00001000" },
        new("ModuleListEntryPointsToItself", Three.U64(Third, Third)) { Question = Modules, Answer = "3, Cycle at ffffc08b00002000" },
        new("ModuleListHeadPointsIntoItself", Three.U64(Head, Head + 8)) { Question = Modules, Answer = "2, complete" }, // what is there leads to the third
        new("ModuleListBeginsAtZero", Three.U64(Head, 0)) { Question = Modules, Answer = "0, Unreadable at 0 (NotPresent)" },
        new("ModuleListGoesOnAtZero", Three.U64(First, 0)) { Question = Modules, Answer = "1, Unreadable at 0 (NotPresent)" },
        new("ModuleListEntryIsNotCanonical", Three.U64(First, 0x8000_0000_0000_0000)) { Question = Modules, Answer = "1, Unreadable at 8000000000000000 (NonCanonical)" },
        new("ModuleListEntryIsNotAligned", Three.U64(Head, First + 4)) { Question = Modules, Answer = "1, Unreadable at 10002390ffffc08b (NonCanonical)" }, // half of each link
        new("ModuleListEntryIsAtTheEndOfTheAddressSpace", Three.U64(First, ulong.MaxValue - 0x5f).Write(0xffffffff_fffff000, new byte[0x1000]))
        {
            Question = Modules,
            Answer = "1, Unreadable at 0 (EndOfAddressSpace)",
        },
        new("ModuleListHasNoEnd", Endless(12_000)) { Question = Modules, Answer = "10000, LimitExceeded" },
        new("ModulesShareAHugeName", Sharing(3000))
        {
            // 4096 bytes for the name and for the path of each would be 24 MiB.
            Question = dump => $"{Modules(dump)}, {dump.KernelModules[0].Name!.Length}, {dump.KernelModules[^1].Name ?? "(no name)"}",
            Answer = "3000, LimitExceeded, 2048, (no name)",
        },
        new("ModuleNameLengthIsMax", Three.U16(Third + 0x58, ushort.MaxValue)) { Question = LastName, Answer = "three.sys, complete" }, // the path has it, too
        new("ModuleNameAndPathLengthsAreMax", Three.U16(Third + 0x48, ushort.MaxValue).U16(Third + 0x58, ushort.MaxValue)) { Question = LastName, Answer = "(no name), complete" },
        new("ModuleNameIsNotCanonical", Three.U64(Third + 0x60, 0x8000_0000_0000_0000)) { Question = LastName, Answer = "three.sys, complete" },
        new("ModuleNameIsHalfACharacter", Three.U16(Third + 0x48, 1).U16(Third + 0x58, 1)) { Question = LastName, Answer = "(no name), complete" },
        new("ModuleNameEndsWithHalfAPair", Three.U16(Third + 0x200 + 16, 0xd83d))
        {
            Question = dump => FormattableString.Invariant($"{dump.KernelModules[2].Name!.Length}, {(int)dump.KernelModules[2].Name![^1]:x}"),
            Answer = "9, d83d",
        },
        new("ModuleBaseIsMax", Three.U64(Third + 0x30, ulong.MaxValue).U32(Third + 0x40, uint.MaxValue))
        {
            Question = dump => $"{Modules(dump)}, {dump.FindModule(ulong.MaxValue)?.Name}, {dump.FindModule(0x1000)?.Name ?? "none"}",
            Answer = "3, complete, three.sys, none",
        },
        new("ModulesOverlap", Three.U32(First + 0x40, uint.MaxValue))
        {
            // The one that begins last.
            Question = dump => $"{dump.FindModule(KernelBytes.Image + 0x3000000)?.Name}, {dump.FindModule(KernelBytes.Image + 0x3007000)?.Name}",
            Answer = "three.sys, one.exe",
        },
        new("ModuleHeaderIsFarAway", Three.Ascii(KernelBytes.Image, "MZ").U32(KernelBytes.Image + 0x3c, uint.MaxValue))
        {
            Question = dump => dump.KernelModules[0].TimeDateStamp is null ? "no time stamp" : "a time stamp",
            Answer = "no time stamp",
        },
    ];

    private static string Modules(KernelDump dump) => Answers.Of(dump.KernelModules);

    private static string LastName(KernelDump dump) => $"{dump.KernelModules[2].Name ?? "(no name)"}, {Answers.Of(dump.KernelModules.Failure)}";

    /// <summary>Each eight bytes are an entry that leads to the next eight.</summary>
    private static KernelBytes Endless(int count) => Three.U64(Head, Many).U64(Many, [.. Enumerable.Range(1, count + 0x100).Select(i => Many + 8 * (ulong)i)]);

    /// <summary>Entries with one text of 4096 bytes.</summary>
    private static KernelBytes Sharing(int count)
    {
        const ulong Text = Many + 0x800_0000;
        ulong[] entries = [.. Enumerable.Range(0, count).Select(i => Many + 0x68 * (ulong)i)];
        KernelBytes memory = new KernelBytes().KdDebuggerData().Write(Text, Encoding.Unicode.GetBytes(new string('n', 2048)));
        foreach (ulong entry in entries)
            memory.U16(entry + 0x48, 4096).U64(entry + 0x50, Text).U16(entry + 0x58, 4096).U64(entry + 0x60, Text);
        return memory.List(Head, entries);
    }
}
