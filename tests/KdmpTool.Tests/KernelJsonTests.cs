using System.Text.Json.Nodes;
using KdmpParser.Tests;

namespace KdmpTool.Tests;

/// <summary>Modules, processes, regions and secondary data as scripts see them; what the sample has of them is in SampleLayout.</summary>
public class KernelJsonTests(SampleFile sample) : IClassFixture<SampleFile>
{
    [Fact]
    public async Task Modules() => await CommandLineRun.IsJsonAsync(
        """
        {"kernel":[
          {"name":"ntoskrnl.exe","path":"\\SystemRoot\\system32\\ntoskrnl.exe","base":"0xfffff80510600000","size":2097152,"timeDateStamp":"0x5f0a1b2c","checkSum":"0xa39c11"},
          {"name":"kdmpdemo.sys","path":"\\SystemRoot\\System32\\drivers\\kdmpdemo.sys","base":"0xfffff8052a340000","size":32768,"timeDateStamp":"0x65927ac5","checkSum":"0xb51e"},
          {"name":"kdmpflt.sys","path":"\\SystemRoot\\System32\\drivers\\kdmpflt.sys","base":"0xfffff8052a360000","size":16384,"timeDateStamp":"0x65927ae1","checkSum":"0xc40d"}],
         "user":[
          {"name":"kdmpsample.exe","path":"C:\\Synthetic\\kdmpsample.exe","base":"0x7ff63c2a0000","size":12288,"timeDateStamp":"0x65927b01","checkSum":"0x12a90"},
          {"name":"kdmplib.dll","path":"C:\\Synthetic\\kdmplib.dll","base":"0x7ff63c3a0000","size":8192,"timeDateStamp":"0x65927b02","checkSum":"0x77e1"}],
         "unloaded":[{"name":"kdmpold.sys","path":null,"base":"0xfffff8052b510000","size":36864,"timeDateStamp":null,"checkSum":null}],
         "kernelFailure":null,"userFailure":null,"unloadedFailure":null}
        """,
        "modules", sample.Path);

    [Fact]
    public async Task Processes() => await CommandLineRun.IsJsonAsync(
        """
        [{"pid":4,"parentPid":0,"name":"System","directoryTableBase":"0x150000","peb":"0x0"},
         {"pid":436,"parentPid":4,"name":"kdmpinit.exe","directoryTableBase":"0x122000000","peb":"0x856af10000"},
         {"pid":3376,"parentPid":436,"name":"kdmpshell.exe","directoryTableBase":"0x160000","peb":"0x7ff7123c0000"},
         {"pid":6700,"parentPid":3376,"name":"kdmpsample.exe","directoryTableBase":"0x1ad000","peb":"0xd12b700000"}]
        """,
        "processes", sample.Path);

    [Fact]
    public async Task Regions_are_an_object_a_line_and_what_is_not_known_is_said_apart()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("regions", sample.Path, "--json");
        Assert.Equal((0, "One page table is not in the dump; what it maps is not known."), (run.ExitCode, run.Error.TrimEnd()));
        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("""{"start":"0x7ffe0000","length":4096,"pageSize":4096,"writable":false,"executable":false,"user":true}""", lines[0]);
        Assert.Contains("""{"start":"0xffff910040000000","length":1073741824,"pageSize":1073741824,"writable":true,"executable":false,"user":false}""", lines);
        Assert.Contains("""{"start":"0xfffff80510600000","length":2097152,"pageSize":2097152,"writable":true,"executable":true,"user":false}""", lines);
    }

    [Fact]
    public async Task Regions_of_a_process_are_those_of_its_directory_table_base()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("regions", sample.Path, "--dtb", "0x160000", "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("\"0xd12b7fe000\"", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"0x7ff7123c0000\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_is_one_object_with_its_frames_and_what_else_may_be_a_return_address()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("stack", sample.Path, "--json");
        Assert.Equal(0, run.ExitCode);
        JsonNode stack = JsonNode.Parse(run.Output)!;
        Assert.Equal(["context", "processor", "frames", "complete", "end", "reason", "failure", "candidates", "candidatesFailure"], stack.AsObject().Select(pair => pair.Key));
        Assert.Equal(["number", "stackPointer", "instructionPointer", "returnAddress", "place", "origin", "certainty", "assumption"], stack["frames"]![0]!.AsObject().Select(pair => pair.Key));
        Assert.Equal(["address", "value", "module", "offset", "place", "check", "call", "certainty", "failure"], stack["candidates"]![0]!.AsObject().Select(pair => pair.Key));
        Assert.Equal(("header", "context", "certain"), ((string?)stack["context"], (string?)stack["frames"]![0]!["origin"], (string?)stack["frames"]![0]!["certainty"]));
        JsonNode first = JsonNode.Parse((await CommandLineRun.OfAsync("stack", sample.Path, "--json", "--max", "1")).Output)!;
        Assert.Equal((1, 1), (first["frames"]!.AsArray().Count, first["candidates"]!.AsArray().Count));
    }

    [Theory]
    [InlineData("--context", "bugcheck", "Call stack of the registers as saved at the bug check\n")]
    [InlineData("--kind", "bugcheck", "Call stack of the registers as saved at the bug check\n")]
    [InlineData("--processor", "0", "Call stack of processor 0: the registers as saved at the bug check\n")]
    public async Task A_stack_is_unwound_from_the_registers_that_were_asked_for(string option, string value, string title)
    {
        CommandLineRun run = await CommandLineRun.OfAsync("stack", sample.Path, option, value);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith(title, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_registers_of_the_crash_those_of_a_processor_are_taken()
    {
        // Of two processors, the first of which saved nothing; ContextFlags in the header (0x378) are not recorded.
        const ulong Prcb = 0xfffff804_30000000, Thread = 0xffffc08b_30000000, Stack = 0xffff8504_29891000;
        string path = sample.Named("no-context.dmp");
        KernelBytes memory = new KernelBytes().KdDebuggerData().Processor(0, Prcb, Thread, Stack - 0x8000).U64(Prcb + 0x85c0, 0).Processor(1, Prcb + 0x10000, Thread, Stack);
        File.WriteAllBytes(path, memory.OnDump(dump => dump.U32(0x034, 2).Write(0x378, "PAGE"u8)).Dump.ToArray());
        CommandLineRun run = await CommandLineRun.OfAsync("stack", path);
        Assert.StartsWith(
            "Call stack of processor 1: the registers as saved at the bug check\nThe dump records no registers of the crash; these are those that processor 1 saved, and others may tell more.\n",
            run.Output, StringComparison.Ordinal);
        run = await CommandLineRun.OfAsync("stack", path, "--json");
        Assert.Contains("The dump records no registers of the crash; these are those that processor 1 saved, and others may tell more. The call stack is not complete: ", run.Error, StringComparison.Ordinal);
        JsonNode stack = JsonNode.Parse(run.Output)!;
        Assert.Equal(("bugcheck", 1, "0xffff850429891000"), ((string?)stack["context"], (int?)stack["processor"], (string?)stack["frames"]![0]!["stackPointer"]));
    }

    [Theory]
    [InlineData(1, "has no processor 99; it has ", "--processor", "99")]
    [InlineData(2, "'-1' is not a number of a processor: ", "--processor", "-1")]
    [InlineData(2, "--context and --processor exclude each other.", "--processor", "0", "--context", "header")]
    public async Task Registers_that_there_are_not_are_told(int exitCode, string message, params string[] options)
    {
        CommandLineRun run = await CommandLineRun.OfAsync(["stack", sample.Path, .. options]);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blobs()
    {
        // A chain of two behind the last page: SMBIOS with padding before and behind, and a tag that nobody knows.
        string path = sample.Named("blobs.dmp");
        byte[] dump = File.ReadAllBytes(sample.Path);
        byte[] chain = Convert.FromHexString(
            "44756d70426c6f6210000000614a00f0"
            + "20000000" + "8f005cbc3a1ed744988d86f6884c6758" + "03000000" + "05000000" + "02000000" + "0000000000" + "010203" + "0000"
            + "20000000" + "33221100554477668899aabbccddeeff" + "01000000" + "00000000" + "00000000" + "7f");
        File.WriteAllBytes(path, [.. dump, .. chain]);
        await CommandLineRun.IsJsonAsync(
            $$"""
            [{"tag":"bc5c008f-1e3a-44d7-988d-86f6884c6758","name":"SMBIOS","size":3,"fileOffset":{{dump.Length + 0x10 + 0x20 + 5}}},
             {"tag":"00112233-4455-6677-8899-aabbccddeeff","name":null,"size":1,"fileOffset":{{dump.Length + 0x10 + 0x20 + 10 + 0x20}}}]
            """,
            "blobs", path);
    }

    [Fact]
    public async Task A_list_that_cannot_be_had_is_empty_and_says_why()
    {
        // Build 12345 is in no table, and the header (0x80) does not lead to the processors.
        byte[] bytes = File.ReadAllBytes(sample.Path);
        BitConverter.TryWriteBytes(bytes.AsSpan(0x00c), 12345);
        "PAGEPAGE"u8.CopyTo(bytes.AsSpan(0x80));
        File.WriteAllBytes(sample.Named("unknown.dmp"), bytes);
        CommandLineRun processes = await CommandLineRun.OfAsync("processes", sample.Named("unknown.dmp"), "--json");
        Assert.Equal((1, "[]"), (processes.ExitCode, processes.Output.TrimEnd()));
        Assert.Contains("12345", processes.Error, StringComparison.Ordinal);

        CommandLineRun modules = await CommandLineRun.OfAsync("modules", sample.Named("unknown.dmp"), "--json");
        JsonNode json = JsonNode.Parse(modules.Output)!;
        Assert.Equal((0, 3, 0), (modules.ExitCode, json["kernel"]!.AsArray().Count, json["user"]!.AsArray().Count));
        Assert.Null(json["kernelFailure"]);
        Assert.Contains("KDDEBUGGER_DATA64", (string?)json["userFailure"], StringComparison.Ordinal);
    }
}
