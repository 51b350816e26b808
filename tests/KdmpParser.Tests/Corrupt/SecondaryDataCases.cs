namespace KdmpParser.Tests.Corrupt;

/// <summary>The chain of secondary data behind the last page.</summary>
internal static class SecondaryDataCases
{
    private static readonly byte[] s_tag = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];

    /// <summary>The chain begins at 0x3000, its entries of one byte each at 0x3010 and 0x3031.</summary>
    private static DumpBytes Two => DumpBytes.Full((1, 1)).Blobs().Blob(s_tag, 1).Blob(s_tag, 1);

    public static readonly CorruptDump[] All =
    [
        new("BlobSignatureIsWrong", Two.Text(0x3004, "Blop")) { Question = Chain, Answer = "0, complete" },
        new("BlobHeaderSizeIsZero", Two.U32(0x3008, 0)) { Question = Chain, Answer = "0, Corrupt at 3008" },
        new("BlobHeaderSizeIsOneShort", Two.U32(0x3008, 0xf)) { Question = Chain, Answer = "0, Corrupt at 3008" },
        new("BlobHeaderSizeIsMax", Two.U32(0x3008, uint.MaxValue)) { Question = Chain, Answer = "0, Truncated at 100002fff" },
        new("BlobHeaderSizeIsMaxLess1", Two.U32(0x3008, uint.MaxValue - 1)) { Question = Chain, Answer = "0, Truncated at 100002ffe" },
        new("BlobHeaderEndsWithTheFile", Two.U32(0x3008, 0x52)) { Question = Chain, Answer = "0, complete" },
        new("BlobHeaderEndsAByteBehindTheFile", Two.U32(0x3008, 0x53)) { Question = Chain, Answer = "0, Truncated at 3053" },
        new("BlobEntrySizeIsOneShort", Two.U32(0x3031, 0x1f)) { Question = Chain, Answer = "1, complete" }, // that ends a chain
        new("BlobEntrySizeIsMax", Two.U32(0x3010, uint.MaxValue)) { Question = Chain, Answer = "0, Truncated at 3010" },
        new("BlobDataSizeIsMax", Two.U32(0x3024, uint.MaxValue)) { Question = Chain, Answer = "0, Truncated at 3010" },
        new("BlobDataSizeIsMaxLess1", Two.U32(0x3024, uint.MaxValue - 1)) { Question = Chain, Answer = "0, Truncated at 3010" },
        new("BlobDataIsOneLongerThanTheFile", Two.U32(0x3045, 2)) { Question = Chain, Answer = "1, Truncated at 3031" },
        new("BlobPrePadIsMax", Two.U32(0x3028, uint.MaxValue)) { Question = Chain, Answer = "0, Truncated at 3010" },
        new("BlobPrePadOfNothingIsMax", Two.U32(0x3024, 0).U32(0x3028, uint.MaxValue)) { Question = Chain, Answer = "0, Truncated at 3010" },
        new("BlobPostPadIsMax", Two.U32(0x302c, uint.MaxValue)) { Question = Chain, Answer = "1, Truncated at 100003030" },
        new("BlobSizesAreAllMax", Two.Write(0x3010, [.. Enumerable.Repeat((byte)0xff, 0x20)])) { Question = Chain, Answer = "0, Truncated at 3010" },
        new("BlobSizesComeTo2To32", Two.U32(0x3024, 0x8000_0000).U32(0x3028, 0x7fff_ffe0)) { Question = Chain, Answer = "0, Truncated at 3010" }, // in 32 bits, the entry itself
        new("BlobChainHasNoEnd", Chained(s_tag, 5000)) { Question = Chain, Answer = "4096, LimitExceeded at 23010" },
        new("BlobChainHasNoTagsAndNoEnd", Chained(new byte[16], 5000)) { Question = Chain, Answer = "0, LimitExceeded at 23010" },
        new("BlobChainIsItsOwnContent", DumpBytes.Full((1, 1)).Blobs().Blob(s_tag, 0x30).Blob(s_tag, 1).Text(0x3030, "DumpBlob")) { Question = Chain, Answer = "2, complete" },
        new("BlobsOfASmallDumpBeginWhereItSays", DumpBytes.Triage(DumpBytes.SmallStack).U32(0x2004, 0x3000))
        {
            Warnings = ["The small dump says that it has 0x3000 bytes, and its end mark stands at offset 0x6000."],
            Question = Chain,
            Answer = "0, complete",
        },
    ];

    private static string Chain(KernelDump dump) => FormattableString.Invariant($"{dump.SecondaryData.Count}, {Answers.Of(dump.SecondaryData.Problem)}");

    /// <summary>Entries without content.</summary>
    private static DumpBytes Chained(byte[] tag, int count)
    {
        DumpBytes bytes = DumpBytes.Full((1, 1)).Blobs();
        bytes.U8(bytes.Length + 0x20 * count - 1, 0);
        for (int i = 0; i < count; i++)
            bytes.U32(0x3010 + 0x20 * i, 0x20).Write(0x3014 + 0x20 * i, tag);
        return bytes;
    }
}
