using System.Collections.Immutable;

namespace KdmpParser.Tests;

public class BugCheckTests
{
    [Fact]
    public void A_documented_code_has_its_public_name() =>
        Assert.Equal("DRIVER_IRQL_NOT_LESS_OR_EQUAL", new BugCheck(0xd1, 0, 0, 0, 0).Name);

    [Fact]
    public void The_small_dump_variant_of_a_code_has_the_name_of_the_code_with_a_suffix() =>
        Assert.Equal("DRIVER_IRQL_NOT_LESS_OR_EQUAL_M", new BugCheck(0x100000d1, 0, 0, 0, 0).Name);

    [Fact]
    public void A_code_that_is_not_public_has_no_name() => Assert.Null(new BugCheck(0x0bad0bad, 0, 0, 0, 0).Name);

    // One word of each meaning, from Microsoft's Bug Check Code Reference.
    [Theory]
    [InlineData(0x0a, "address", "IRQL", "write", "instruction")] // IRQL_NOT_LESS_OR_EQUAL
    [InlineData(0x1e, "Exception code", "Address", "ExceptionInformation[0]", "ExceptionInformation[1]")] // KMODE_EXCEPTION_NOT_HANDLED
    [InlineData(0x3b, "Exception code", "instruction", "context record", "Reserved")] // SYSTEM_SERVICE_EXCEPTION
    [InlineData(0x50, "address", "write", "instruction", "page fault")] // PAGE_FAULT_IN_NONPAGED_AREA
    [InlineData(0x7e, "Exception code", "Address", "exception record", "context record")] // SYSTEM_THREAD_EXCEPTION_NOT_HANDLED
    [InlineData(0x9f, "3 a device holds an IRP", "device object", "_TRIAGE_9F_POWER", "IRP")] // DRIVER_POWER_STATE_FAILURE
    [InlineData(0xd1, "address", "IRQL", "write", "instruction")] // DRIVER_IRQL_NOT_LESS_OR_EQUAL
    [InlineData(0xef, "Process", "1 a thread", "Reserved", "Reserved")] // CRITICAL_PROCESS_DIED
    [InlineData(0x101, "ticks", "Reserved", "PRCB", "Index")] // CLOCK_WATCHDOG_TIMEOUT
    [InlineData(0x109, "Reserved", "Reserved", "Reserved", "region")] // CRITICAL_STRUCTURE_CORRUPTION
    [InlineData(0x116, "TDR", "driver", "Error code", "data")] // VIDEO_TDR_FAILURE
    [InlineData(0x124, "machine check", "WHEA_ERROR_RECORD", "High 32 bits", "Low 32 bits")] // WHEA_UNCORRECTABLE_ERROR
    [InlineData(0x133, "DPC", "ticks", "ticks", "TRIAGE_BLOCK")] // DPC_WATCHDOG_VIOLATION
    [InlineData(0x139, "LIST_ENTRY", "Trap frame", "exception record", "Reserved")] // KERNEL_SECURITY_CHECK_FAILURE
    public void A_parameter_means_what_the_public_reference_says(uint code, params string[] words)
    {
        ImmutableArray<string?> meanings = new BugCheck(code, 0, 0, 0, 0).ParameterMeanings;
        Assert.Equal(words.Length, meanings.Length);
        Assert.All(words, (word, i) => Assert.Contains(word, meanings[i], StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(0x7e)]
    [InlineData(0x7f)]
    [InlineData(0x8e)]
    [InlineData(0xea)]
    public void The_parameters_of_the_small_dump_variant_mean_the_same(uint code)
    {
        Assert.NotNull(new BugCheck(code, 0, 0, 0, 0).ParameterMeanings[0]);
        Assert.Equal(new BugCheck(code, 0, 0, 0, 0).ParameterMeanings, new BugCheck(code | 0x10000000, 0, 0, 0, 0).ParameterMeanings);
    }

    [Theory]
    [InlineData(0x0bad0bad)] // not public
    [InlineData(0x200000d1)] // another high bit is another code
    [InlineData(0xdeaddead)] // MANUALLY_INITIATED_CRASH1: named, its parameters are not
    public void Parameters_of_a_code_without_public_meanings_have_none(uint code) =>
        Assert.Equal([null, null, null, null], new BugCheck(code, 1, 2, 3, 4).ParameterMeanings);

    [Fact]
    public void A_parameter_the_reference_does_not_speak_of_has_no_meaning() =>
        Assert.Equal([true, false, false, false], new BugCheck(0x7f, 8, 0, 0, 0).ParameterMeanings.Select(meaning => meaning is not null));
}
