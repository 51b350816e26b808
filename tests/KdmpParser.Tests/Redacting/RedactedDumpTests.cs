namespace KdmpParser.Tests;

public class RedactedDumpTests
{
    [Fact]
    public void What_locates_the_crash_stays()
    {
        using KernelDump dump = KdmpSample.Open();
        using KernelDump redacted = dump.Redact();
        Assert.True(redacted.IsRedacted);
        Assert.Equal((dump.Type, dump.BugCheck, dump.Header.Build, dump.FileLength), (redacted.Type, redacted.BugCheck, redacted.Header.Build, redacted.FileLength));
        Assert.Equal(dump.Contexts.Select(General), redacted.Contexts.Select(General));
        Assert.Equal(dump.Exceptions.Select(exception => (exception.Code, exception.Address)), redacted.Exceptions.Select(exception => (exception.Code, exception.Address)));
        Assert.Equal(dump.KernelModules.Select(module => (module.Name, module.Base)), redacted.KernelModules.Select(module => (module.Name, module.Base)));
        Assert.Equal(dump.FindStackCandidates().Select(found => found.ToString()), redacted.FindStackCandidates().Select(found => found.ToString()));
        Assert.Equal(dump.FindStackCandidates().Count, redacted.FindStackCandidates(redacted.Contexts[^1]).Count);
        Assert.Equal(dump.PhysicalMemory!.Runs, redacted.PhysicalMemory!.Runs);
        Assert.Equal("kdmpdemo.sys", redacted.FindModule(0xfffff805_2a341234)?.Name);

        static string General(CpuContext context) => string.Join(' ', context.Registers.Where(register => register is { Bits: <= 64, Name: not "mxcsr" }));
    }

    [Fact]
    public void No_path_of_a_module_stays()
    {
        using KernelDump redacted = KdmpSample.Open().Redact();
        Assert.All(redacted.KernelModules.Concat(redacted.UserModules), module => Assert.Null(module.Path));
        Assert.All(redacted.FindStackCandidates(), found => Assert.Null(found.Module.Path));
    }

    [Theory]
    [InlineData(@"C:\Users\alice\x.sys", "x.sys")]
    [InlineData("/home/alice/x.sys", "x.sys")]
    [InlineData(@"alice\", null)]
    public void A_name_that_is_a_path_is_cut_to_its_last_part(string name, string? kept)
    {
        KernelBytes memory = new KernelBytes().KdDebuggerData().Module(KernelBytes.Entries, KernelBytes.Image, 0x6000, name, "").List(KernelBytes.ModuleHead, KernelBytes.Entries);
        using KernelDump dump = memory.Open(), redacted = dump.Redact();
        Assert.Equal((name, kept), (dump.KernelModules[0].Name, redacted.KernelModules[0].Name));
    }

    [Fact]
    public void Registers_that_text_goes_through_are_left_out()
    {
        using KernelDump dump = KdmpSample.Open(), redacted = dump.Redact();
        Assert.NotNull(((Amd64Context)dump.Context!).Xmm);
        Assert.All(redacted.Contexts.Append(redacted.Processors[0].Context!).Cast<Amd64Context>(), context =>
        {
            Assert.Null(context.Xmm);
            Assert.Null(context.X87);
            Assert.Null(context.Vector);
            Assert.False(context.Parts.HasFlag(ContextParts.FloatingPoint));
        });
    }

    [Fact]
    public void Parameters_that_an_exception_does_not_have_are_left_out()
    {
        using KernelDump dump = KdmpSample.Open(), redacted = dump.Redact();
        Assert.Equal<ulong?>([0, 0x18, null, null], redacted.Exception!.Information[..4]);
        Assert.Equal<ulong?>([0, 0x18, 0, 0], dump.Exception!.Information[..4]);
    }

    [Fact]
    public void There_is_no_memory_to_read()
    {
        using KernelDump dump = KdmpSample.Open(), redacted = dump.Redact();
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        ulong stopped = dump.Context!.InstructionPointer!.Value.Value;
        Assert.Equal(MemoryFailureReason.LeftOut, redacted.VirtualMemory.View(stopped, 16).Failure!.Value.Reason);
        Assert.Equal(MemoryFailureReason.LeftOut, redacted.GetAddressSpace(0x1ad000).Translate(stopped).Failure!.Value.Reason);
        Assert.Equal(KernelDumpError.NotInThisDump, Assert.Throws<KernelDumpException>(() => redacted.PhysicalMemory!.View(0x4c12000)).Error);
        Assert.Throws<KernelDumpException>(() => redacted.Search(BytePattern.FromText("Synthetic"), cancellation: cancellation).Any());
        Assert.Throws<KernelDumpException>(() => redacted.ConvertToRawImage(Path.Combine(Path.GetTempPath(), "never.raw"), cancellation: cancellation));
    }

    [Fact]
    public void A_small_dump_has_none_either()
    {
        using KernelDump dump = RealDump.Open("triage_x64.dmp"), redacted = dump.Redact();
        Assert.Null(redacted.PhysicalMemory);
        Assert.Equal(MemoryFailureReason.LeftOut, redacted.VirtualMemory.View(0xffff8504_29890ee8, 16).Failure!.Value.Reason);
        Assert.Equal((dump.FindStackCandidates().Count, 0), (redacted.FindStackCandidates().Count, redacted.SecondaryData.Count));
        Assert.NotEmpty(dump.SecondaryData);
    }

    [Fact]
    public void Lists_that_hold_names_of_programs_and_their_data_are_left_out()
    {
        using KernelDump redacted = KdmpSample.Open().Redact();
        Assert.Equal((0, KernelDataFailureReason.NotInThisDump), (redacted.Processes.Count, redacted.Processes.Failure!.Reason));
        Assert.Null(redacted.DebuggerData);
        Assert.Empty(redacted.SecondaryData);
        Assert.Equal((null, null, "memory.dmp"), (redacted.Header.Comment, redacted.Header.VersionUser, redacted.Name));
    }

    [Fact]
    public void It_outlives_the_dump_and_ends_on_its_own()
    {
        KernelDump dump = KdmpSample.Open(), redacted = dump.Redact("other");
        dump.Dispose();
        Assert.Equal(("other", 3), (redacted.Name, redacted.KernelModules.Count));
        redacted.Dispose();
        Assert.Throws<ObjectDisposedException>(() => redacted.KernelModules);
        Assert.Throws<ObjectDisposedException>(() => dump.Redact());
    }
}
