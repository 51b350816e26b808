using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

/// <summary>What a parameter is, where its value alone tells.</summary>
public class ParameterTests
{
    // wdm.h: PASSIVE_LEVEL 0, APC_LEVEL 1, DISPATCH_LEVEL 2, CLOCK_LEVEL 13, IPI_LEVEL 14, HIGH_LEVEL 15.
    [Theory]
    [InlineData(0, "PASSIVE_LEVEL")]
    [InlineData(1, "APC_LEVEL")]
    [InlineData(2, "DISPATCH_LEVEL")]
    [InlineData(9, "a level of device interrupts (9)")]
    [InlineData(13, "CLOCK_LEVEL")]
    [InlineData(14, "IPI_LEVEL")]
    [InlineData(15, "HIGH_LEVEL")]
    [InlineData(0xff, "no IRQL: 15 is the highest")]
    public void An_IRQL_has_the_name_of_wdm_h(ulong level, string name) => Assert.Equal(name, StoppedMachine.Parameter(2, 0xa, 0x10, level).Interpretation);

    // Bug Check Code Reference: 0xa bit 0 write, bit 3 execute; 0xd1 0 read, 1 write, 2 and 8 execute; 0xc5 0 read, 1 write.
    [Theory]
    [InlineData(0xa, 0, "read")]
    [InlineData(0xa, 1, "write")]
    [InlineData(0xa, 8, "execute")]
    [InlineData(0xa, 2, null)]
    [InlineData(0xd1, 0, "read")]
    [InlineData(0xd1, 1, "write")]
    [InlineData(0xd1, 2, "execute")]
    [InlineData(0xd1, 8, "execute")]
    [InlineData(0x100000d1, 1, "write")]
    [InlineData(0xc5, 1, "write")]
    [InlineData(0xc5, 8, null)]
    public void An_access_is_what_the_code_says(uint code, ulong value, string? access) =>
        Assert.Equal(access, StoppedMachine.Parameter(3, code, 0x10, 2, value).Interpretation);

    // Bug Check Code Reference, 0x50: x64 0, 2 and 0x10 after Windows 10 1507 (build 10240), 0 and 1 before; ARM64 0, 1 and 8.
    [Theory]
    [InlineData(DumpBytes.X64, 19041, 0x0, "read")]
    [InlineData(DumpBytes.X64, 19041, 0x2, "write")]
    [InlineData(DumpBytes.X64, 19041, 0x3, "write")]
    [InlineData(DumpBytes.X64, 19041, 0x1, "read")]
    [InlineData(DumpBytes.X64, 19041, 0x10, "execute")]
    [InlineData(DumpBytes.X64, 19041, 0x11, "execute")]
    [InlineData(DumpBytes.X64, 9600, 0x0, "read")]
    [InlineData(DumpBytes.X64, 9600, 0x1, "write")]
    [InlineData(DumpBytes.X64, 10240, 0x1, "write")]
    [InlineData(DumpBytes.X64, 19041, 0x20, null)]
    [InlineData(DumpBytes.Arm64, 22000, 0x0, "read")]
    [InlineData(DumpBytes.Arm64, 22000, 0x1, "write")]
    [InlineData(DumpBytes.Arm64, 22000, 0x2, "write")]
    [InlineData(DumpBytes.Arm64, 22000, 0x8, "execute")]
    [InlineData(DumpBytes.Arm64, 22000, 0x10, null)]
    public void The_access_of_a_page_fault_depends_on_machine_and_build(uint machine, uint build, ulong value, string? access)
    {
        BugCheckParameter parameter = new StoppedMachine(0x50, StoppedMachine.Unmapped, value).On(machine, build).Explain().Parameters[1];
        Assert.Equal((access, access is null ? Certainty.Certain : Certainty.Likely), (parameter.Interpretation, parameter.Certainty));
    }

    [Theory]
    [InlineData(0xffffffff_c0000005)]
    [InlineData(0xc0000005)]
    public void A_status_is_named_with_or_without_its_sign(ulong status) =>
        Assert.Equal("STATUS_ACCESS_VIOLATION", StoppedMachine.Parameter(1, 0x1e, status).Interpretation);

    [Fact]
    public void A_status_of_zero_is_a_success() => Assert.Equal("STATUS_SUCCESS", StoppedMachine.Parameter(1, 0x6b, 0).Interpretation);

    [Theory]
    [InlineData(0x12345678_c0000005)]
    [InlineData(0xc0de0bad)]
    public void What_ntstatus_h_does_not_have_is_not_named(ulong status) => Assert.Null(StoppedMachine.Parameter(1, 0x1e, status).Interpretation);

    [Theory]
    [InlineData(0x4d, 0xc000009a, "STATUS_INSUFFICIENT_RESOURCES")] // "Latest error status of the modified page writer"
    [InlineData(0xd1, 0xc0000005, null)] // an address
    [InlineData(0x7e, 0xc0000005, "not captured: not present at PML4E (the entry is zero: never used)")]
    public void A_number_that_happens_to_be_a_status_is_not_named_where_it_is_none(uint code, ulong parameter, string? name) =>
        Assert.Equal(name, StoppedMachine.Parameter(4, code, 0, 0, 0, parameter).Interpretation);

    [Fact]
    public void An_access_violation_says_what_was_tried_and_where()
    {
        BugCheckExplanation explanation = new StoppedMachine(0x1e, 0xffffffff_c0000005, StoppedMachine.Driver + 0x1234, 1, 0x18).Explain();
        Assert.Equal(
            ["STATUS_ACCESS_VIOLATION", "disk.sys+0x1234", "write", "0x18 (null pointer + 0x18)"], explanation.Parameters.Select(parameter => parameter.Interpretation));
    }

    [Fact]
    public void The_information_of_another_exception_is_no_address()
    {
        BugCheckExplanation explanation = new StoppedMachine(0x1e, 0xffffffff_c0000094, StoppedMachine.Driver, 1, 0x18).Explain();
        Assert.Equal(["STATUS_INTEGER_DIVIDE_BY_ZERO", "disk.sys+0x0", null, null], explanation.Parameters.Select(parameter => parameter.Interpretation));
    }

    [Fact]
    public void An_address_says_whether_it_is_mapped()
    {
        BugCheckExplanation explanation = new StoppedMachine(0xd1, StoppedMachine.Unmapped, 2, 0, StoppedMachine.Driver + 8).Write(memory => memory.U64(StoppedMachine.Driver, 0x90)).Explain();
        Assert.Equal("not mapped: not present at PDPTE (the entry is zero: never used)", explanation.Parameters[0].Memory);
        Assert.False(explanation.Parameters[0].IsReadable);
        Assert.StartsWith("mapped to ", explanation.Parameters[3].Memory, StringComparison.Ordinal);
        Assert.EndsWith(", writable, executable", explanation.Parameters[3].Memory, StringComparison.Ordinal);
        Assert.True(explanation.Parameters[3].IsReadable);
    }

    [Theory]
    [InlineData(0x0, "the null pointer")]
    [InlineData(0x18, "0x18 (null pointer + 0x18)")]
    [InlineData(0xffff, "0xffff (null pointer + 0xffff)")]
    [InlineData(0x10000, null)]
    public void A_small_number_is_mostly_an_offset_from_a_null_pointer(ulong address, string? what) => Assert.Equal(what, StoppedMachine.Parameter(1, 0xd1, address).Interpretation);

    [Fact]
    public void An_address_that_no_processor_would_use_is_said_so() =>
        Assert.Equal("not a canonical address", StoppedMachine.Parameter(1, 0x50, 0x8000_0000_0000_0000).Memory);

    [Theory]
    [InlineData(0x139, 3, "A doubly linked list (LIST_ENTRY) is corrupt, for instance by a double remove")]
    [InlineData(0x7f, 8, "Double fault: an exception during the call of the handler of another; mostly the kernel stack ran out, or the hardware is faulty")]
    [InlineData(0x1000007f, 0xd, "General protection fault")]
    [InlineData(0x1a, 0x41792, "A corrupt page table entry was found")]
    [InlineData(0xc4, 0xf6, "A handle of user mode was referenced as one of kernel mode")]
    [InlineData(0x19, 0x777, null)]
    public void A_subcode_says_what_happened(uint code, ulong subcode, string? cause)
    {
        BugCheckExplanation explanation = new StoppedMachine(code, subcode).Explain();
        Assert.Equal((cause, cause), (explanation.Cause, explanation.Parameters[0].Interpretation));
    }

    [Fact]
    public void A_subcode_changes_what_the_other_parameters_are()
    {
        BugCheckExplanation explanation = new StoppedMachine(0xc2, 0x9b, 0x200, 0x1000, StoppedMachine.Driver + 0x40).Explain();
        Assert.Equal(["NonPagedPoolNx", "4096 bytes", "disk.sys+0x40"], explanation.Parameters.Skip(1).Select(parameter => parameter.Interpretation));
        Assert.Equal(["Pool type", "Bytes requested", "Address of the caller"], explanation.Parameters.Skip(1).Select(parameter => parameter.Meaning));
    }

    [Fact]
    public void A_subcode_can_be_another_parameter_than_the_first()
    {
        BugCheckExplanation explanation = new StoppedMachine(0xc1, 2, 1, 0x30, 0x30).Explain();
        Assert.Equal("Pool was asked for at a wrong IRQL", explanation.Cause);
        Assert.Equal(["DISPATCH_LEVEL", "PagedPool", "48 bytes", explanation.Cause], explanation.Parameters.Select(parameter => parameter.Interpretation));
    }

    [Fact]
    public void A_value_that_is_no_subcode_can_make_the_parameters_something_else()
    {
        // KERNEL_DATA_INPAGE_ERROR: a lock type, or the address of a page table entry.
        Assert.Equal("A lock of type 1 was held", new StoppedMachine(0x7a, 1, 0xffffffff_c000009c).Explain().Cause);
        BugCheckExplanation explanation = new StoppedMachine(0x7a, StoppedMachine.Unmapped, 0xffffffff_c000009c, 0x8000_0001_2345_6863, 0x1_0000_0000).Explain();
        Assert.Equal((null, "STATUS_DEVICE_DATA_ERROR"), (explanation.Cause, explanation.Parameters[1].Interpretation));
        Assert.Equal(("Contents of the page table entry", "Valid, writable, not executable"), (explanation.Parameters[2].Meaning, explanation.Parameters[2].Interpretation));

        // FAULTY_HARDWARE_CORRUPTED_PAGE: with zero in parameters 3 and 4 a page that should be zero, else a compressed one.
        Assert.StartsWith("the page at ", new StoppedMachine(0x12b, StoppedMachine.Unmapped, 0x5, 0, 0).Explain().Parameters[1].Interpretation, StringComparison.Ordinal);
        Assert.Equal("640 bytes", new StoppedMachine(0x12b, 5, 0x280, StoppedMachine.Unmapped, StoppedMachine.Unmapped).Explain().Parameters[1].Interpretation);
    }

    [Fact]
    public void A_page_frame_says_whether_its_page_is_in_the_dump()
    {
        Assert.Equal("the page at 0x5000, which is in the dump", StoppedMachine.Parameter(2, 0x127, 0, 5).Interpretation);
        Assert.Equal("the page at 0x9000, which is not in the dump", StoppedMachine.Parameter(2, 0x127, 0, 9).Interpretation);
        Assert.Null(StoppedMachine.Parameter(2, 0x127, 0, ulong.MaxValue).Interpretation);
    }

    // 0xb200000000070005: VAL, UC, EN, PCC, and the code of an internal parity error (Intel SDM vol. 3B, IA32_MCi_STATUS).
    [Theory]
    [InlineData(0x124)]
    [InlineData(0x9c)]
    public void The_status_of_a_machine_check_is_put_together_of_two_parameters(uint code) => Assert.Equal(
        "MCi_STATUS b200000000070005: uncorrected, the processor's state may be corrupt; code 0x0005, internal parity error",
        StoppedMachine.Parameter(4, code, 0, 0, 0xb2000000, 0x70005).Interpretation);

    [Theory]
    [InlineData(0x80000000, 0x0000, "corrected; code 0x0000, no error")]
    [InlineData(0xc0000000, 0x0001, "corrected, an earlier error was lost (overflow); code 0x0001, unclassified")]
    [InlineData(0xa4000000, 0x0150, "uncorrected, an address was recorded; code 0x0150, error of the cache hierarchy")]
    [InlineData(0xa0000000, 0x1150, "uncorrected; code 0x1150, error of the cache hierarchy")]
    [InlineData(0xa0000000, 0x0014, "uncorrected; code 0x0014, error of a translation buffer (TLB)")]
    [InlineData(0xa0000000, 0x009f, "uncorrected; code 0x009f, memory controller error")]
    [InlineData(0xa0000000, 0x0400, "uncorrected; code 0x0400, internal timer")]
    [InlineData(0xa0000000, 0x0402, "uncorrected; code 0x0402, internal error, unclassified")]
    [InlineData(0xa0000000, 0x0e0b, "uncorrected; code 0x0e0b, bus or interconnect error")]
    public void A_machine_check_has_flags_and_a_class(ulong high, ulong low, string said) =>
        Assert.EndsWith(said, StoppedMachine.Parameter(4, 0x9c, 0, 0, high, low).Interpretation, StringComparison.Ordinal);

    [Fact]
    public void A_machine_check_that_is_not_valid_says_nothing() =>
        Assert.EndsWith("its valid bit (63) is clear", StoppedMachine.Parameter(4, 0x9c, 0, 0, 0x20000000, 5).Interpretation, StringComparison.Ordinal);

    [Theory]
    [InlineData(0x1234, 0x1234, "the one that was expected", "the complement of parameter 2, as it should be")]
    [InlineData(0x1235, 0x1234, "not the one that was expected", "the complement of parameter 2, as it should be")]
    public void Security_cookies_are_compared(ulong found, ulong expected, string cookie, string complement)
    {
        BugCheckExplanation explanation = new StoppedMachine(0xf7, found, expected, ~expected).Explain();
        Assert.Equal([cookie, null, complement, null], explanation.Parameters.Select(parameter => parameter.Interpretation));
        Assert.StartsWith("not the complement", StoppedMachine.Parameter(3, 0xf7, found, expected, expected).Interpretation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_in_a_file_system_is_a_file_and_a_line() =>
        Assert.Equal("source file 0x19, line 170", StoppedMachine.Parameter(1, 0x24, 0x001900aa).Interpretation);

    [Fact]
    public void Other_numbers_have_their_units()
    {
        Assert.Equal("2560 ticks of the clock", StoppedMachine.Parameter(2, 0x133, 0, 0xa00).Interpretation);
        Assert.Equal("600 s", StoppedMachine.Parameter(2, 0x9f, 4, 600).Interpretation);
        Assert.Equal("7000 ms", StoppedMachine.Parameter(1, 0x1c8, 7000).Interpretation);
        Assert.Equal("00:00:30", StoppedMachine.Parameter(1, 0x1ca, 300_000_000).Interpretation);
        Assert.Null(StoppedMachine.Parameter(1, 0x1ca, ulong.MaxValue).Interpretation);
        Assert.Equal("-1", StoppedMachine.Parameter(2, 0x20, 0, 0xffffffff).Interpretation);
        Assert.Equal("-1", StoppedMachine.Parameter(2, 0x20, 0, ulong.MaxValue).Interpretation);
        Assert.Equal("special 0, kernel -1; below zero: disabled more often than enabled", StoppedMachine.Parameter(3, 0x1, 0, 0, 0xffff).Interpretation);
        Assert.Equal("'Proc'", StoppedMachine.Parameter(4, 0xc2, 0xa, 0, 0, 0x636f7250).Interpretation);
        Assert.Equal("'Proc'", StoppedMachine.Parameter(4, 0xc2, 0xa, 0, 0, 0xe36f7250).Interpretation);
        Assert.Null(StoppedMachine.Parameter(4, 0xc2, 0xa, 0, 0, 0x036f7250).Interpretation);
        Assert.Equal("user mode", StoppedMachine.Parameter(3, 0xc6, 0, 0, 1).Interpretation);
        Assert.Equal("Hibernate", StoppedMachine.Parameter(2, 0xa0, 0xf0, 5).Interpretation);
        Assert.Equal("IRP_MJ_READ", StoppedMachine.Parameter(3, 0xc9, 8, 0, 3).Interpretation);
        Assert.Equal("'HidUsb'", StoppedMachine.Parameter(1, 0x1d5, 0x0000_6273_5564_6948).Interpretation);
        Assert.Equal("DISPATCH_LEVEL, where PASSIVE_LEVEL was expected (check 3)", StoppedMachine.Parameter(1, 0xc8, 0x20003).Interpretation);
        Assert.Equal("no processor: there are 1", StoppedMachine.Parameter(4, 0x101, 0, 0, 0, 7).Interpretation);
    }

    [Fact]
    public void What_is_reserved_is_not_interpreted()
    {
        BugCheckParameter[] parameters = [StoppedMachine.Parameter(1, 0x109, StoppedMachine.Driver), StoppedMachine.Parameter(1, 0x109, 0)];
        Assert.All(parameters, parameter => Assert.Null(parameter.Interpretation));
        Assert.EndsWith("what it holds is not public", parameters[0].Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_that_was_not_recorded_stays_so()
    {
        BugCheckParameter parameter = StoppedMachine.Parameter(4, 0xd1, 0x10, 2);
        Assert.Equal((null, null, "the dump does not record it"), (parameter.Value, parameter.Interpretation, parameter.Evidence));
    }

    [Fact]
    public void A_number_of_an_unknown_code_that_lies_in_a_module_is_named_with_doubt()
    {
        BugCheckExplanation explanation = new StoppedMachine(0x0bad0bad, StoppedMachine.Driver + 4, 7).Explain();
        Assert.Null(explanation.Meaning);
        Assert.Equal(("disk.sys+0x4", Certainty.Possible), (explanation.Parameters[0].Interpretation, explanation.Parameters[0].Certainty));
        Assert.Null(explanation.Parameters[1].Interpretation);
    }

    [Fact]
    public void A_code_that_is_not_explained_keeps_the_meanings_of_its_parameters()
    {
        // LPC_INITIALIZATION_FAILED: "NTSTATUS of the failed initialization".
        BugCheckExplanation explanation = new StoppedMachine(0x6d, 0xffffffff_c000009a, 0, 0, 0).Explain();
        Assert.Equal((null, "STATUS_INSUFFICIENT_RESOURCES"), (explanation.Meaning, explanation.Parameters[0].Interpretation));
        Assert.Equal("NTSTATUS of the failed initialization", explanation.Parameters[0].Meaning);
    }

    [Fact]
    public void A_dump_without_a_bug_check_has_no_explanation()
    {
        using KernelDump dump = new KernelBytes().Open();
        Assert.Null(dump.ExplainBugCheck());
    }

    [Fact]
    public void A_closed_dump_explains_nothing()
    {
        KernelDump dump = new StoppedMachine(0xd1).Open();
        dump.Dispose();
        Assert.Throws<ObjectDisposedException>(() => dump.ExplainBugCheck());
    }
}
