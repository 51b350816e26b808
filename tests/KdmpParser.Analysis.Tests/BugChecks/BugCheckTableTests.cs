using System.Text.RegularExpressions;
using KdmpParser.Analysis.BugChecks;

namespace KdmpParser.Analysis.Tests;

/// <summary>The tables of what codes and subcodes mean.</summary>
public class BugCheckTableTests
{
    private static readonly uint[] s_explained =
    [
        0x1, 0x5, 0xa, 0x12, 0x18, 0x19, 0x1a, 0x1e, 0x20, 0x23, 0x24, 0x27, 0x2e, 0x34, 0x35, 0x36, 0x3b, 0x3d, 0x3f, 0x44, 0x48, 0x4a, 0x4d, 0x4e, 0x50, 0x51,
        0x6b, 0x73, 0x74, 0x76, 0x77, 0x7a, 0x7b, 0x7e, 0x7f, 0x80, 0x8e, 0x93, 0x9c, 0x9e, 0x9f, 0xa0, 0xa5, 0xac, 0xb8, 0xbe, 0xbf, 0xc1, 0xc2, 0xc4, 0xc5,
        0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xd0, 0xd1, 0xd3, 0xd4, 0xd5, 0xd6, 0xd8, 0xda, 0xdb, 0xde, 0xe1, 0xe2, 0xe3, 0xe4, 0xe6, 0xea,
        0xed, 0xef, 0xf4, 0xf7, 0xfc, 0xfe, 0x101, 0x102, 0x109, 0x10d, 0x10e, 0x113, 0x116, 0x117, 0x119, 0x11b, 0x122, 0x124, 0x127, 0x12b, 0x133, 0x139,
        0x13a, 0x141, 0x144, 0x14f, 0x154, 0x15f, 0x161, 0x162, 0x17e, 0x192, 0x193, 0x19c, 0x1aa, 0x1ab, 0x1c8, 0x1ca, 0x1cf, 0x1d5, 0x1db, 0x20001,
        0x4000008a, 0xc0000218, 0xc000021a, 0xc0000221, 0xdeaddead,
    ];

    /// <summary>Words of the meanings of parameters, and the kinds that a parameter with such a meaning may have.</summary>
    private static readonly (string Words, ParameterKind[] Kinds)[] s_kinds =
    [
        ("NTSTATUS", [ParameterKind.Status]),
        ("^Reserved$", [ParameterKind.Reserved]),
        ("^Depends on parameter", [ParameterKind.Depends]),
        ("^(IRQL|Current IRQL$)", [ParameterKind.Irql]),
        ("^(Address of the e|E)xception record", [ParameterKind.ExceptionRecord]),
        ("[Cc]ontext record", [ParameterKind.Context]),
        ("^Trap frame", [ParameterKind.TrapFrame]),
        ("^Address of the( canceled)? IRP", [ParameterKind.Irp]),
        ("^(Address of the d|D)evice object( of|$)", [ParameterKind.DeviceObject]),
        ("^Access: 0 read, 1 write$", [ParameterKind.Access]),
        ("^Address of the instruction", [ParameterKind.Instruction]),
        ("^Virtual address that was accessed", [ParameterKind.Address]),
        ("PRCB of", [ParameterKind.Prcb]),
        ("; decides ", [ParameterKind.Subcode]),
        ("^Where in ", [ParameterKind.SourceLine]),
        ("WHEA_ERROR_RECORD", [ParameterKind.ErrorRecord]),
        ("ticks$", [ParameterKind.Ticks]),
    ];

    [Fact]
    public void These_codes_are_explained() => Assert.Equal(s_explained, BugCheckTexts.Codes);

    [Fact]
    public void An_explanation_is_one_to_three_plain_sentences()
    {
        foreach (uint code in BugCheckTexts.Codes)
        {
            string text = BugCheckTexts.Find(code)!.Meaning;
            Assert.Matches("^[A-Z][ -~]{48,330}[.]$", text);
            Assert.InRange(Regex.Count(text, "[.](?= [A-Z]|$)"), 1, 3);
            Assert.DoesNotContain("  ", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Each_explained_code_has_a_public_name() => Assert.All(BugCheckTexts.Codes, code => Assert.NotNull(new BugCheck(code, 0, 0, 0, 0).Name));

    [Fact]
    public void Each_parameter_is_of_the_kind_that_its_meaning_speaks_of()
    {
        foreach (uint code in BugCheckTexts.Codes)
        {
            for (int i = 0; i < 4; i++)
            {
                string meaning = new BugCheck(code, 0, 0, 0, 0).ParameterMeanings[i] ?? "";
                ParameterKind kind = BugCheckTexts.Find(code)!.Kinds[i];
                foreach ((string words, ParameterKind[] kinds) in s_kinds.Where(kind => Regex.IsMatch(meaning, kind.Words)))
                    Assert.True(kinds.Contains(kind), $"0x{code:x}, parameter {i + 1} ({meaning}) is a {kind}; {words} is a {string.Join(" or ", kinds)}");
                if (kind == ParameterKind.Reserved)
                    Assert.Matches("Reserved", meaning);
                if (kind == ParameterKind.Status)
                    Assert.Matches("(?i)ntstatus|status|error code", meaning);
            }
        }
    }

    [Fact]
    public void Each_code_with_a_subcode_has_causes_and_no_other_code_has()
    {
        foreach (uint code in BugCheckTexts.Codes)
            Assert.Equal(BugCheckTexts.Find(code)!.Kinds.Contains(ParameterKind.Subcode), BugCheckCauses.Of(code).Any());
    }

    [Fact]
    public void Each_cause_is_a_phrase_that_leaves_no_parameter_open()
    {
        foreach (uint code in BugCheckTexts.Codes)
        {
            int subcode = BugCheckTexts.Find(code)!.Kinds.IndexOf(ParameterKind.Subcode);
            foreach (BugCheckCause cause in BugCheckCauses.Of(code))
            {
                Assert.Equal(cause.Text is null, cause.Subcode is null && code is (0x77 or 0x7a));
                Assert.Matches("^[A-Za-z][ -~]{2,160}[^.]$", cause.Text ?? "Nothing");
                Assert.Contains(cause.Parameters.Length, (int[])[0, 4]);
                if (cause.Parameters.IsEmpty)
                    continue;
                Assert.True(cause.Subcode is null || cause.Parameters[subcode].Kind == ParameterKind.Subcode, $"0x{code:x}, {cause.Text}");
                Assert.All(cause.Parameters, (parameter, i) =>
                    Assert.True(i == subcode || parameter.Meaning is { Length: > 1 and < 80 } || parameter.Kind is ParameterKind.Reserved or ParameterKind.Depends
                        || parameter.Kind == BugCheckTexts.Find(code)!.Kinds[i], $"0x{code:x}, {cause.Text}, parameter {i + 1}"));
            }
        }
    }

    [Fact]
    public void The_subcodes_of_a_code_are_in_order_and_the_row_for_all_others_is_last()
    {
        foreach (uint code in BugCheckTexts.Codes)
        {
            ulong?[] subcodes = [.. BugCheckCauses.Of(code).Select(cause => cause.Subcode)];
            Assert.Equal(subcodes.Distinct().OrderBy(subcode => subcode ?? ulong.MaxValue), subcodes);
        }
    }

    [Theory]
    [InlineData(0x9f)] // DRIVER_POWER_STATE_FAILURE
    [InlineData(0x101)] // CLOCK_WATCHDOG_TIMEOUT
    [InlineData(0x124)] // WHEA_UNCORRECTABLE_ERROR
    [InlineData(0x133)] // DPC_WATCHDOG_VIOLATION
    [InlineData(0x117)] // VIDEO_TDR_TIMEOUT_DETECTED
    [InlineData(0x141)] // VIDEO_ENGINE_TIMEOUT_DETECTED
    [InlineData(0x1a)] // MEMORY_MANAGEMENT
    [InlineData(0x12b)] // FAULTY_HARDWARE_CORRUPTED_PAGE
    [InlineData(0x9c)] // MACHINE_CHECK_EXCEPTION
    [InlineData(0x80)] // NMI_HARDWARE_FAILURE
    [InlineData(0x1ca)] // SYNTHETIC_WATCHDOG_TIMEOUT
    [InlineData(0x15f)] // CONNECTED_STANDBY_WATCHDOG_TIMEOUT_LIVEDUMP
    [InlineData(0xe2)] // MANUALLY_INITIATED_CRASH
    [InlineData(0xdeaddead)] // MANUALLY_INITIATED_CRASH1, which has the bit of a small dump
    [InlineData(0x109)] // CRITICAL_STRUCTURE_CORRUPTION
    [InlineData(0x20001)] // HYPERVISOR_ERROR
    public void Hardware_watchdogs_and_corruption_blame_no_driver(uint code) => Assert.NotNull(BugCheckFamilies.ReasonNotToBlame(code));

    [Theory]
    [InlineData(0xa)]
    [InlineData(0x1e)]
    [InlineData(0x3b)]
    [InlineData(0x7e)]
    [InlineData(0x1000007e)]
    [InlineData(0xc4)]
    [InlineData(0xd1)]
    [InlineData(0xf7)]
    public void Exceptions_and_broken_rules_may_be_blamed_on_a_driver(uint code) => Assert.Null(BugCheckFamilies.ReasonNotToBlame(code));
}
