namespace KdmpParser.Tests;

public class KdmpSampleTests
{
    public static TheoryData<DumpType> TypesWithPhysicalMemory => KernelDumpWriterTests.TypesWithPhysicalMemory;

    [Theory]
    [MemberData(nameof(TypesWithPhysicalMemory))]
    public void It_is_smaller_than_2_MiB_and_the_same_every_time(DumpType type)
    {
        using var folder = new TemporaryFolder();
        KdmpSample.Write(folder["first.dmp"], type);
        KdmpSample.Write(folder["second.dmp"], type);
        byte[] first = File.ReadAllBytes(folder["first.dmp"]);
        Assert.InRange(first.Length, 0x2000, 0x20_0000 - 1);
        Assert.Equal(first, File.ReadAllBytes(folder["second.dmp"]));
    }

    [Theory]
    [MemberData(nameof(TypesWithPhysicalMemory))]
    public void It_has_the_same_pages_in_every_type(DumpType type)
    {
        using KernelDump sample = KdmpSample.Open();
        using KernelDump other = KdmpSample.Open(type);
        Assert.Equal(type, other.Type);
        Assert.Empty(other.Warnings);
        Assert.Equal(Ranges(sample), Ranges(other));
        foreach ((PhysicalAddress start, int length) in Ranges(sample))
        {
            ReadOnlySpan<byte> expected = sample.PhysicalMemory!.View(start, length).Bytes.AsSpan();
            Assert.True(other.PhysicalMemory!.View(start, length).Bytes.AsSpan().SequenceEqual(expected), $"The pages at {start} differ.");
        }

        static IEnumerable<(PhysicalAddress Start, int Length)> Ranges(KernelDump dump) =>
            dump.PhysicalMemory!.Runs.Select(run => (run.Start, (int)run.PageCount * 0x1000));
    }

    [Fact]
    public void It_says_that_it_is_synthetic()
    {
        using KernelDump sample = KdmpSample.Open();
        Assert.StartsWith("Synthetic", sample.Header.Comment, StringComparison.Ordinal);
        Assert.Equal("sample", sample.Name);
    }

    [Fact]
    public void It_stopped_at_an_instruction_that_can_be_read_and_executed()
    {
        using KernelDump sample = KdmpSample.Open();
        Translation translation = sample.VirtualMemory.Translate(sample.Context!.InstructionPointer!.Value);
        Assert.Null(translation.Failure);
        Assert.True(translation.Executable);
        Assert.Equal(sample.Context.InstructionPointer, sample.Exception!.Address);
        Assert.True(sample.VirtualMemory.Read(sample.Context.StackPointer!.Value, new byte[0x100]).IsComplete);
    }

    [Fact]
    public void The_parameters_of_the_bug_check_lead_to_the_exception_and_the_context()
    {
        // SYSTEM_THREAD_EXCEPTION_NOT_HANDLED: code, address, EXCEPTION_RECORD, CONTEXT.
        using KernelDump sample = KdmpSample.Open();
        ulong?[] parameters = [.. sample.BugCheck!.Parameters];
        ulong rip = sample.Context!.InstructionPointer!.Value.Value;
        Assert.Equal((0x7eU, 0xffffffff_c0000005UL, rip), (sample.BugCheck.Code, parameters[0], parameters[1]));
        Assert.Equal(0xc0000005U, BitConverter.ToUInt32(sample.VirtualMemory.View(parameters[2]!.Value, 4).Bytes.AsSpan()));
        Assert.Equal(rip, BitConverter.ToUInt64(sample.VirtualMemory.View(parameters[3]!.Value + 0xf8, 8).Bytes.AsSpan()));
    }

    [Fact]
    public void A_type_that_Windows_never_writes_has_no_sample() => Assert.Throws<ArgumentException>(() => KdmpSample.Open((DumpType)3));
}
