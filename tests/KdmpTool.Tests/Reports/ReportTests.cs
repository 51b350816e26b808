using System.Text.Json.Nodes;
using KdmpParser;
using KdmpParser.Tests;

namespace KdmpTool.Tests.Reports;

public sealed class ReportTests(ReportFolder folder) : IClassFixture<ReportFolder>
{
    public static TheoryData<string> Formats => [".html", ".ipynb", ".md"];

    public static TheoryData<DumpType> Types => [DumpType.Full, DumpType.Kernel, DumpType.Bitmap, DumpType.LiveKernelMemory, DumpType.KernelMemory, DumpType.KernelAndUserMemory, DumpType.CompleteMemory];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_report_says_what_crashed(string format)
    {
        string report = System.Net.WebUtility.HtmlDecode(await folder.WriteAsync(folder.Sample, $"facts{format}"));
        foreach (string fact in (string[])["0x7e SYSTEM_THREAD_EXCEPTION_NOT_HANDLED", "STATUS_ACCESS_VIOLATION", "kdmpdemo.sys+0x1234", "kdmpdemo.sys+0x1f10", "read from address 00000000`00000018"])
            Assert.Contains(fact, report, StringComparison.Ordinal);
        Assert.Contains("#!kdmp open sample.dmp", report, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task The_same_dump_gives_the_same_bytes_without_a_path_of_this_machine(string format)
    {
        string first = await folder.WriteAsync(folder.Sample, $"first{format}"), second = await folder.WriteAsync(folder.Sample, $"second{format}");
        Assert.Equal(first, second);
        Assert.DoesNotContain(Path.GetDirectoryName(folder.Sample)!, first, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Every_type_with_physical_memory_has_every_section(DumpType type)
    {
        KdmpSample.Write(folder.At($"{type}.dmp"), type);
        string[] commands = Commands(await folder.WriteAsync(folder.At($"{type}.dmp"), $"{type}.ipynb"));
        Assert.Equal([$"open {type}.dmp", "bugcheck", "exception", "disasm --before 6 --count 4", "suspects", "context", "stack", "modules", "map"], commands);
    }

    [Fact]
    public async Task What_the_dump_does_not_record_is_said_in_a_sentence()
    {
        // No bug check (0x38), exception (0xf00), context flags (0x378) with the stack pointer, nor KDDEBUGGER_DATA64 (0x80).
        string path = folder.At("empty.dmp");
        var dump = new ChangedSample();
        foreach (int offset in (int[])[0x38, 0xf00, 0x378, 0x80, 0x84, 0x20, 0x24])
            dump.At(offset, "PAGE"u8);
        dump.Write(path);
        string report = await folder.WriteAsync(path, "empty.md");
        foreach (string sentence in (string[])["The dump records no bug check.", "The dump records no exception.", "The dump records no registers.", "The stack cannot be gone through: `the dump records no context", "No module is named: "])
            Assert.Contains(sentence, report, StringComparison.Ordinal);
        Assert.Equal(["open empty.dmp", "suspects", "modules", "map"], Commands(await folder.WriteAsync(path, "empty.ipynb")));
    }

    [Fact]
    public async Task Registers_that_differ_are_shown_each_and_those_that_do_not_are_named()
    {
        // The exception's context, at parameter 4, with another rax (+0x78).
        string path = folder.At("two.dmp");
        new ChangedSample().AtVirtual(0xffffa884_8825d920 + 0x78, [0x2b]).Write(path);
        string report = await folder.WriteAsync(path, "two.md");
        Assert.Contains("```csharp\n#!kdmp context --kind exception\n```", report, StringComparison.Ordinal);
        Assert.Contains("saved them at the bug check: the same once more (`#!kdmp context --kind bugcheck`).", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report.txt")]
    [InlineData("report")]
    [InlineData("md")]
    public async Task Another_ending_is_wrong_usage(string name)
    {
        CommandLineRun run = await CommandLineRun.OfAsync("report", folder.Sample, "-o", folder.At(name));
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal($"A report is written as one of .html, .ipynb, .md; '{name}' has another ending.", run.Error.TrimEnd());
        Assert.False(File.Exists(folder.At(name)));
    }

    [Fact]
    public async Task Without_a_file_to_write_it_is_wrong_usage() => Assert.Equal(2, (await CommandLineRun.OfAsync("report", folder.Sample)).ExitCode);

    [Fact]
    public async Task A_report_never_takes_the_place_of_its_dump()
    {
        File.Copy(folder.Sample, folder.At("dump.md"));
        Assert.Equal(2, (await CommandLineRun.OfAsync("report", folder.At("dump.md"), "-o", folder.At("dump.md"))).ExitCode);
        Assert.Equal(new FileInfo(folder.Sample).Length, new FileInfo(folder.At("dump.md")).Length);
    }

    [Fact]
    public async Task What_was_written_is_said_in_one_line()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("report", folder.Sample, "--output", folder.At("line.md"), "--redact");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches("^Wrote line\\.md: [0-9,]+ characters, redacted\\.\r?\n$", run.Output);
    }

    [Theory]
    [InlineData("--redact")]
    [InlineData(null)]
    public async Task A_truncated_dump_is_refused_and_nothing_is_written(string? option)
    {
        File.WriteAllBytes(folder.At("cut.dmp"), File.ReadAllBytes(folder.Sample)[..^0x800]);
        CommandLineRun run = await CommandLineRun.OfAsync(["report", folder.At("cut.dmp"), "-o", folder.At("cut.md"), .. option is null ? [] : (string[])[option]]);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("The dump is truncated: ", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.At("cut.md")));
    }

    [Fact]
    public async Task A_truncated_dump_that_is_allowed_is_reported_and_opened_so_again()
    {
        File.WriteAllBytes(folder.At("short.dmp"), File.ReadAllBytes(folder.Sample)[..^0x800]);
        CommandLineRun run = await CommandLineRun.OfAsync("report", folder.At("short.dmp"), "-o", folder.At("short.md"), "--allow-truncated");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("#!kdmp open short.dmp --allow-truncated\n", File.ReadAllText(folder.At("short.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_1_and_one_sentence()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("report", folder.Sample, "-o", Path.Combine(folder.At("nowhere"), "x.md"));
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("'x.md' cannot be written: ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("triage_x64.dmp", "0x1000007e SYSTEM_THREAD_EXCEPTION_NOT_HANDLED_M", "amdppm.sys+0x334c", "amdppm.sys+0x313f")]
    [InlineData("triage_arm64.dmp", "0x1c8 MANUALLY_INITIATED_POWER_BUTTON_HOLD", "ntoskrnl.exe+0x4de014", "the breakpoint at which Windows stopped itself")]
    [InlineData("win10_arm64_mem.dmp", "0xe2 MANUALLY_INITIATED_CRASH", "ntoskrnl.exe+0x222de8", "the breakpoint at which Windows stopped itself")]
    public async Task A_real_small_dump_is_told(string name, params string[] facts)
    {
        string dump = RealDump.Find(name);
        foreach (string option in (string[])["--redact", ""])
        {
            foreach (string format in (string[])[".html", ".ipynb", ".md"])
            {
                string report = System.Net.WebUtility.HtmlDecode(await folder.WriteAsync(dump, name + format, option.Length == 0 ? [] : [option]));
                Assert.All(facts, fact => Assert.Contains(fact, report, StringComparison.Ordinal));
                Assert.DoesNotContain("#!kdmp map", report, StringComparison.Ordinal);
            }
        }
    }

    private static string[] Commands(string notebook) =>
    [
        .. JsonNode.Parse(notebook)!["cells"]!.AsArray()
            .Where(cell => (string?)cell!["cell_type"] == "code")
            .Select(cell => string.Concat(cell!["source"]!.AsArray().Select(line => (string?)line)))
            .Where(source => source.StartsWith("#!kdmp ", StringComparison.Ordinal))
            .Select(source => source["#!kdmp ".Length..]),
    ];
}
