namespace KdmpParser.Tests;

public class RealSecondaryDataTests
{
    /// <summary>Numbers read from the files by a script of a few lines. Never the content: it has serial numbers.</summary>
    [Theory]
    [InlineData("triage_x64.dmp", 19, 16, 0x13a2bc)]
    [InlineData("triage_arm64.dmp", 41, 16, 0xac49c)]
    [InlineData("win10_arm64_mem.dmp", 37, 12, 0xb3684)]
    public void The_chain_is_whole_and_ends_with_the_file(string name, int entries, int named, long first)
    {
        using KernelDump dump = RealDump.Open(name);
        Assert.Null(dump.SecondaryData.Problem);
        Assert.Equal(
            (entries, named, first),
            (dump.SecondaryData.Count, dump.SecondaryData.Count(blob => blob.Name is not null), dump.SecondaryData[0].FileOffset));

        SecondaryDataBlob last = dump.SecondaryData[^1];
        Assert.Equal("ETW buffers", last.Name);
        Assert.InRange(dump.FileLength - (last.FileOffset + last.Size), 0, 7);
    }

    [Theory]
    [InlineData("triage_x64.dmp", "NVIDIA", 0xd4bb)]
    [InlineData("triage_x64.dmp", "crash dump driver", 0)]
    [InlineData("triage_x64.dmp", "processor registers", 0x708)]
    [InlineData("triage_arm64.dmp", "SMBIOS", 0x3ae)]
    [InlineData("triage_arm64.dmp", "winlogon black box", 0x28)]
    [InlineData("win10_arm64_mem.dmp", "ACPI tables", 0x1e4)]
    [InlineData("win10_arm64_mem.dmp", "boot status", 0x88)]
    public void Known_entries_have_their_names_and_sizes(string name, string blob, long size)
    {
        using KernelDump dump = RealDump.Open(name);
        Assert.Equal(size, Assert.Single(dump.SecondaryData, entry => entry.Name == blob).Size);
    }
}
