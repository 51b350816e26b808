namespace KdmpParser.Tests.Structures;

/// <summary>The bytes of a structure, which its fields are read from.</summary>
public class StructureBytesTests
{
    [Fact]
    public void A_structure_has_its_bytes_as_they_stand_in_the_file()
    {
        DumpBytes bytes = DumpBytes.Bitmap(5, 21, [3, 20]).U32(0x038, 0x7e).U64(0x348 + 0x78, 0x1122334455667788);
        using KernelDump dump = bytes.Open();
        Assert.Equal(bytes.At(0, 0x2000), dump.Structures[0].Bytes);
        Assert.Equal(bytes.At(0x2000, 0x38), dump.Structures[1].Bytes);
    }

    [Fact]
    public void So_has_each_structure_inside_and_none_has_more_than_its_size()
    {
        DumpBytes bytes = DumpBytes.Full((0x10, 1), (0x20, 1)).U64(0x348 + 0x78, 0x1122334455667788);
        using KernelDump dump = bytes.Open();
        int seen = 0;
        Check(dump.Structures[0]);
        Assert.Equal(7, seen); // the header, the descriptor and its two runs, CONTEXT and what is in it, EXCEPTION_RECORD64

        void Check(DumpStructure structure)
        {
            seen++;
            Assert.Equal(bytes.At((int)structure.FileOffset, structure.Size), structure.Bytes);
            foreach (DumpStructure inside in structure.Fields.Concat(structure.Fields.SelectMany(field => field.Elements)).Select(field => field.Structure).OfType<DumpStructure>())
                Check(inside);
        }
    }

    [Fact]
    public void A_redacted_dump_gives_none()
    {
        using KernelDump dump = DumpBytes.Full((0x10, 1)).Open();
        Assert.NotEmpty(dump.Structures);
        using KernelDump redacted = dump.Redact();
        Assert.Equal(KernelDumpError.NotInThisDump, Assert.Throws<KernelDumpException>(() => redacted.Structures).Error);
        Assert.Equal(KernelDumpError.NotInThisDump, Assert.Throws<KernelDumpException>(() => redacted.Tables).Error);
    }
}
