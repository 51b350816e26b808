using System.Globalization;

namespace KdmpParser.Tests.Corrupt;

/// <summary>TRIAGE_DUMP64 and what it points to, in dumps of type 4.</summary>
internal static class TriageCases
{
    private const ulong Stack = DumpBytes.SmallStack;
    private const ulong Block = 0xfffff804_11110000;
    private const uint Fill = 0x45474150; // 'PAGE'

    /// <summary>The stack at 0x3000, a block of eight bytes at 0x4000; the file ends at 0x6004 with the end mark.</summary>
    private static DumpBytes Small => DumpBytes.Triage(Stack, (Block, 0x4000, 8));

    /// <summary>Places where nothing that TRIAGE_DUMP64 points to can be.</summary>
    private static readonly (string Name, uint Offset, string Place)[] s_outside =
    [
        ("Zero", 0, "in the headers"),
        ("InTheHeader", 0x348, "in the headers"),
        ("InTheTriageHeader", 0x207f, "in the headers"),
        ("TheEndOfTheFile", 0x6004, "outside of the file"),
        ("MaxLess1", uint.MaxValue - 1, "outside of the file"),
        ("Max", uint.MaxValue, "outside of the file"),
    ];

    public static readonly CorruptDump[] All =
    [
        new("SmallDumpSizeIsZero", Small.U32(0x2004, 0)) { Warnings = ["The small dump says that it has 0x0 bytes, and its end mark stands at offset 0x6000."], },
        new("SmallDumpSizeIsOneShort", Small.U32(0x2004, 0x6003)) { Warnings = ["The small dump says that it has 0x6003 bytes, and its end mark stands at offset 0x6000."], },
        new("SmallDumpSizeIsOnePastTheFile", Small.U32(0x2004, 0x6005)) { Refused = new(KernelDumpError.Truncated, 0x6005) },
        new("SmallDumpSizeIsMax", Small.U32(0x2004, uint.MaxValue)) { Refused = new(KernelDumpError.Truncated, uint.MaxValue) },
        .. from place in s_outside select new CorruptDump("EndMarkIs" + place.Name, Small.U32(0x2008, place.Offset))
        {
            Warnings = [Text($"The end mark 'TRGD' is not at offset 0x{place.Offset:x}: the small dump may be incomplete.")],
            Question = dump => Answers.Of(dump.VirtualMemory.Read(Stack, new byte[0x200])),
            Answer = "512 bytes, read",
        },
        new("EndMarkIsCutByTheEndOfTheFile", Small.U32(0x2008, 0x6001))
        {
            Warnings = ["The end mark 'TRGD' is not at offset 0x6001: the small dump may be incomplete."],
        },
        new("EndMarkIsWrong", Small.Text(0x6000, "TRGE"))
        {
            Warnings = ["The end mark 'TRGD' is not at offset 0x6000: the small dump may be incomplete."],
        },

        .. from place in s_outside select new CorruptDump("StackIs" + place.Name, Small.U32(0x2028, place.Offset))
        {
            Warnings = [Text($"The stack (0x200 bytes at offset 0x{place.Offset:x}) lies {place.Place}, and is left out.")],
            Question = dump => $"{Answers.Of(dump.VirtualMemory.Read(Stack, new byte[8]))}; {Answers.Of(dump.FindStackCandidates())}",
            Answer = "0 bytes, NotCaptured at ffff850429890000; 0, Unreadable at ffff850429890000 (NotCaptured)",
        },
        new("StackSizeIsMax", Small.U32(0x202c, uint.MaxValue))
        {
            // As large as that, it is also over the limit; that nothing can be read is said.
            Warnings = ["The stack (0xffffffff bytes at offset 0x3000) lies outside of the file, and is left out."],
            Question = dump => Answers.Of(dump.FindStackCandidates()),
            Answer = "0, Unreadable at ffff850429890000 (NotCaptured)",
        },
        new("StackSizeIsNotRecorded", Small.U32(0x202c, Fill))
        {
            Question = dump => $"{Answers.Of(dump.VirtualMemory.Read(Stack, new byte[8]))}; {Answers.Of(dump.FindStackCandidates())}",
            Answer = "0 bytes, NotCaptured at ffff850429890000; 0, NotRecorded",
        },
        new("StackWrapsAround2To64", Small.U64(0x2048, ulong.MaxValue - 0x1fe))
        {
            Warnings = ["The stack (0x200 bytes at offset 0x3000) lies outside of the address space, and is left out."],
            Question = dump => Answers.Of(dump.VirtualMemory.Read(0, new byte[1])),
            Answer = "0 bytes, NotCaptured at 0",
        },
        new("StackOverlapsTheHeaderOfItsBlocks", Small.U32(0x2028, 0x2080))
        {
            // Any place behind the headers can be told; that others have it too does no harm.
            Question = dump => Answers.Of(dump.VirtualMemory.Read(Stack, new byte[0x200])),
            Answer = "512 bytes, read",
        },

        .. from place in s_outside where place.Place == "in the headers" select new CorruptDump("BlockListIs" + place.Name, Small.U32(0x2078, place.Offset))
        {
            Refused = new(KernelDumpError.Corrupt, 0x2078),
        },
        .. from place in s_outside where place.Place != "in the headers" select new CorruptDump("BlockListIs" + place.Name, Small.U32(0x2078, place.Offset))
        {
            Refused = new(KernelDumpError.Truncated, place.Offset),
        },
        new("BlockListIsMaxAllowed", Small.U32(0x2078, uint.MaxValue))
        {
            AllowTruncated = true,
            Warnings = ["The dump is truncated: the list of data blocks at offset 0xffffffff does not fit into the file, which has 24580 bytes."],
            Question = dump => Answers.Of(dump.VirtualMemory.Read(Block, new byte[8])),
            Answer = "0 bytes, NotCaptured at fffff80411110000",
        },
        new("BlockCountIsOnePastTheFile", Small.U32(0x207c, (0x6004 - 0x2100) / 16 + 1)) { Refused = new(KernelDumpError.Truncated, 0x2100) },
        new("BlockCountIsTheLimit", Small.U32(0x207c, 1 << 18)) { Refused = new(KernelDumpError.Truncated, 0x2100) },
        new("BlockCountIsOnePastTheLimit", Small.U32(0x207c, (1 << 18) + 1)) { Refused = new(KernelDumpError.LimitExceeded, 0x207c) },
        new("BlockCountIsMax", Small.U32(0x207c, uint.MaxValue)) { Refused = new(KernelDumpError.LimitExceeded, 0x207c) },
        new("BlockCountIsNotRecorded", Small.U32(0x2078, Fill).U32(0x207c, Fill))
        {
            Question = dump => Answers.Of(dump.VirtualMemory.Read(Stack, new byte[0x200])),
            Answer = "512 bytes, read",
        },

        .. from place in s_outside select new CorruptDump("BlockIs" + place.Name, Small.U32(0x2108, place.Offset))
        {
            Warnings = [Text($"Data block 0 (0x8 bytes at offset 0x{place.Offset:x}) lies {place.Place}, and is left out.")],
            Question = dump => Answers.Of(dump.VirtualMemory.Read(Block, new byte[8])),
            Answer = "0 bytes, NotCaptured at fffff80411110000",
        },
        new("BlockEndsAByteBehindTheFile", Small.U32(0x2108, 0x6000).U32(0x210c, 5))
        {
            Warnings = ["Data block 0 (0x5 bytes at offset 0x6000) lies outside of the file, and is left out."],
            Question = dump => Answers.Of(dump.VirtualMemory.Read(Block, new byte[1])),
            Answer = "0 bytes, NotCaptured at fffff80411110000",
        },
        new("BlockEndsBeforeItBegins", Small.U32(0x2108, 0xffff_fff0).U32(0x210c, 0x18))
        {
            // In 32 bits it would end at offset 8.
            Warnings = ["Data block 0 (0x18 bytes at offset 0xfffffff0) lies outside of the file, and is left out."],
        },
        new("BlockSizeIsMax", Small.U32(0x210c, uint.MaxValue))
        {
            Warnings = ["Data block 0 (0xffffffff bytes at offset 0x4000) lies outside of the file, and is left out."],
        },
        new("BlockSizeIsZero", Small.U32(0x210c, 0))
        {
            Question = dump => Answers.Of(dump.VirtualMemory.Read(Block, new byte[1])),
            Answer = "0 bytes, NotCaptured at fffff80411110000",
        },
        new("BlockWrapsAround2To64", DumpBytes.Triage(Stack, (0xffffffff_fffffff0, 0x4000, 0x11)))
        {
            Warnings = ["Data block 0 (0x11 bytes at offset 0x4000) lies outside of the address space, and is left out."],
            Question = dump => $"{Answers.Of(dump.VirtualMemory.Read(0xffffffff_fffffff0, new byte[1]))}; {Answers.Of(dump.VirtualMemory.Read(0, new byte[1]))}",
            Answer = "0 bytes, NotCaptured at fffffffffffffff0; 0 bytes, NotCaptured at 0",
        },
        new("BlockIsTheLastByteThereIs", DumpBytes.Triage(Stack, (ulong.MaxValue, 0x4000, 1)))
        {
            Question = dump => Answers.Of(dump.VirtualMemory.Read(ulong.MaxValue, new byte[2])),
            Answer = "1 bytes, EndOfAddressSpace at 0",
        },
        Overlapping(),
        new("BlocksAreAllWrong", ManyBlocks(1 << 18, i => (Block + 16 * (ulong)i, 0, 8)))
        {
            Warnings =
            [
                .. Enumerable.Range(0, 100).Select(i => Text($"Data block {i} (0x8 bytes at offset 0x0) lies in the headers, and is left out.")),
                "There are 262044 more remarks.",
            ],
        },
        new("BlocksAllOverlap", ManyBlocks(1 << 16, i => (Block + (ulong)i, 0x3000, 0x1000)))
        {
            // Byte i of memory is first in block 0, or in the block that ends there.
            Question = dump => $"{Answers.Of(dump.VirtualMemory.Read(Block, new byte[0x2_0000]))}",
            Answer = "69631 bytes, NotCaptured at fffff80411120fff",
        },

        .. from place in s_outside select new CorruptDump("DataPageIs" + place.Name, Small.U64(0x2060, Block + 0x1000).U32(0x2068, place.Offset).U32(0x206c, 0x1000))
        {
            Warnings = [Text($"The data page (0x1000 bytes at offset 0x{place.Offset:x}) lies {place.Place}, and is left out.")],
            Question = dump => Answers.Of(dump.VirtualMemory.Read(Block + 0x1000, new byte[1])),
            Answer = "0 bytes, NotCaptured at fffff80411111000",
        },
        new("DataPageWrapsAround2To64", Small.U64(0x2060, ulong.MaxValue).U32(0x2068, 0x4000).U32(0x206c, 2))
        {
            Warnings = ["The data page (0x2 bytes at offset 0x4000) lies outside of the address space, and is left out."],
        },
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Two blocks that hold different bytes for the same addresses, and one over the stack: what is listed first counts, the stack before all.</summary>
    private static CorruptDump Overlapping()
    {
        DumpBytes bytes = DumpBytes.Triage(Stack, (Block, 0x4000, 0x20), (Block + 0x10, 0x5000, 0x20), (Stack - 8, 0x5800, 0x10));
        return new("BlocksOverlapWithOtherBytes", bytes)
        {
            Question = dump => Convert.ToHexString(dump.VirtualMemory.View(Block, 0x30).Bytes.AsSpan()) + Convert.ToHexString(dump.VirtualMemory.View(Stack - 8, 0x10).Bytes.AsSpan()),
            Answer = Convert.ToHexString([.. bytes.At(0x4000, 0x20), .. bytes.At(0x5010, 0x10), .. bytes.At(0x5800, 8), .. bytes.At(0x3000, 8)]),
        };
    }

    private static DumpBytes ManyBlocks(int count, Func<int, (ulong Address, uint Offset, uint Size)> block)
    {
        DumpBytes bytes = DumpBytes.Triage(Stack).U8(0x6004 + 16 * count - 1, 0).U32(0x2078, 0x6004).U32(0x207c, (uint)count);
        for (int i = 0; i < count; i++)
        {
            (ulong address, uint offset, uint size) = block(i);
            bytes.U64(0x6004 + 16 * i, address).U32(0x600c + 16 * i, offset).U32(0x6010 + 16 * i, size);
        }

        return bytes;
    }
}
