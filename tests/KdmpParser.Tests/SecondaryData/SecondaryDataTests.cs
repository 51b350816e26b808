namespace KdmpParser.Tests;

public class SecondaryDataTests
{
    /// <summary>bc5c008f-1e3a-44d7-988d-86f6884c6758 as it stands in a file: the first three groups are turned around.</summary>
    internal static readonly byte[] SmbiosTag = [0x8f, 0x00, 0x5c, 0xbc, 0x3a, 0x1e, 0xd7, 0x44, 0x98, 0x8d, 0x86, 0xf6, 0x88, 0x4c, 0x67, 0x58];

    /// <summary>00112233-4455-6677-8899-aabbccddeeff, which nobody uses.</summary>
    internal static readonly byte[] UnknownTag = [0x33, 0x22, 0x11, 0x00, 0x55, 0x44, 0x77, 0x66, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff];

    private static readonly Guid s_smbios = new("bc5c008f-1e3a-44d7-988d-86f6884c6758");
    private static readonly Guid s_unknown = new("00112233-4455-6677-8899-aabbccddeeff");

    /// <summary>Each layout, and the offset behind its last page or its end mark.</summary>
    public static TheoryData<string, int> Layouts => new()
    {
        { "full", 0x5000 },
        { "bitmap", 0x6000 },
        { "ranges, unsorted", 0x5050 },
        { "small", 0x6004 },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Entries_stand_behind_the_last_page_and_behind_a_small_dump(string layout, int end)
    {
        DumpBytes bytes = Dump(layout);
        Assert.Equal(end, bytes.Length);
        bytes.Blobs().Blob(SmbiosTag, 5, prePad: 2, postPad: 1).Blob(UnknownTag, 0x30);
        using KernelDump dump = bytes.Open();

        Assert.Equal(
            [new(s_smbios, "SMBIOS", 5, end + 0x32), new(s_unknown, null, 0x30, end + 0x58)],
            dump.SecondaryData);
        Assert.Null(dump.SecondaryData.Problem);
        Assert.Equal(bytes.At(end + 0x32, 5), dump.ReadBlob(dump.SecondaryData[0]));
        Assert.Equal(bytes.At(end + 0x58, 0x30), dump.ReadBlob(dump.SecondaryData[1]));
        Assert.Empty(dump.Warnings);
    }

    [Fact]
    public void Entries_stand_behind_the_last_page_even_if_that_is_a_copy_that_nobody_uses()
    {
        // Page frame 2 is listed again: its second copy is in the file all the same.
        DumpBytes bytes = DumpBytes.Ranges(8, (1, 3), (2, 1)).Blobs().Blob(SmbiosTag, 5);
        using KernelDump dump = bytes.Open();
        Assert.Equal("SMBIOS", Assert.Single(dump.SecondaryData).Name);
    }

    [Theory]
    [InlineData("full")]
    [InlineData("bitmap")]
    [InlineData("small")]
    public void A_file_that_just_ends_has_none(string layout)
    {
        using KernelDump dump = Dump(layout).Open();
        Assert.Empty(dump.SecondaryData);
        Assert.Null(dump.SecondaryData.Problem);
    }

    [Theory]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("DumpBlo")]
    [InlineData("Dumpblob and something else")]
    public void Other_bytes_behind_the_last_page_are_no_problem(string text)
    {
        using KernelDump dump = DumpBytes.Full((1, 1)).Text(0x3000, text).Open();
        Assert.Empty(dump.SecondaryData);
        Assert.Null(dump.SecondaryData.Problem);
    }

    [Fact]
    public void An_empty_entry_without_a_tag_does_not_end_the_chain()
    {
        using KernelDump dump = DumpBytes.Full((1, 1)).Blobs().Blob(new byte[16], 0).Blob(UnknownTag, 0).Blob(new byte[16], 1).Open();
        Assert.Equal([(s_unknown, 0L), (Guid.Empty, 1L)], dump.SecondaryData.Select(blob => (blob.Tag, blob.Size)));
    }

    [Fact]
    public void A_header_size_that_is_too_small_ends_the_chain()
    {
        DumpBytes bytes = DumpBytes.Full((1, 1)).Blobs().Blob(UnknownTag, 4);
        bytes.U32(bytes.Length, 0x1f).Noise(bytes.Length, 0x100);
        using KernelDump dump = bytes.Open();
        Assert.Single(dump.SecondaryData);
        Assert.Null(dump.SecondaryData.Problem);
    }

    [Fact]
    public void Larger_headers_are_passed_over()
    {
        DumpBytes bytes = DumpBytes.Full((1, 1)).Blobs(headerSize: 0x18).Blob(UnknownTag, 4, headerSize: 0x28);
        using KernelDump dump = bytes.Open();
        Assert.Equal(0x3000 + 0x18 + 0x28, Assert.Single(dump.SecondaryData).FileOffset);
    }

    [Fact]
    public void The_content_can_be_read_in_pieces()
    {
        DumpBytes bytes = DumpBytes.Full((1, 1)).Blobs().Blob(UnknownTag, 10, postPad: 6);
        using KernelDump dump = bytes.Open();
        SecondaryDataBlob blob = dump.SecondaryData[0];
        var piece = new byte[8];
        Assert.Equal(4, dump.ReadBlob(blob, 6, piece));
        Assert.Equal([.. bytes.At(0x3036, 4), 0, 0, 0, 0], piece);
        Assert.Equal(8, dump.ReadBlob(blob, 1, piece));
        Assert.Equal(bytes.At(0x3031, 8), piece);
        Assert.Equal(0, dump.ReadBlob(blob, 10, piece));
        Assert.Equal(0, dump.ReadBlob(blob, long.MaxValue, piece));
        Assert.Throws<ArgumentOutOfRangeException>(() => dump.ReadBlob(blob, -1, piece));
    }

    [Fact]
    public void An_entry_of_another_dump_is_refused()
    {
        using KernelDump dump = DumpBytes.Full((1, 1)).Blobs().Blob(UnknownTag, 10).Open();
        SecondaryDataBlob other = dump.SecondaryData[0] with { FileOffset = 0 };
        Assert.Throws<ArgumentException>(() => dump.ReadBlob(other));
        Assert.Throws<ArgumentException>(() => dump.ReadBlob(other, 0, new byte[1]));
    }

    [Fact]
    public void A_dump_that_was_closed_reads_none()
    {
        KernelDump dump = DumpBytes.Full((1, 1)).Blobs().Blob(UnknownTag, 10).Open();
        SecondaryDataBlob blob = dump.SecondaryData[0];
        dump.Dispose();
        Assert.Throws<ObjectDisposedException>(() => dump.SecondaryData);
        Assert.Throws<ObjectDisposedException>(() => dump.ReadBlob(blob));
        Assert.Throws<ObjectDisposedException>(() => dump.ReadBlob(blob, 0, []));
    }

    internal static DumpBytes Dump(string layout) => layout switch
    {
        "full" => DumpBytes.Full((1, 2), (9, 1)),
        "bitmap" => DumpBytes.Bitmap(5, 12, [1, 2, 9]),
        "ranges, unsorted" => DumpBytes.Ranges(8, (9, 2), (1, 1)),
        _ => DumpBytes.Triage(0xffff8504_29890000),
    };
}
