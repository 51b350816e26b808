using System.Text.Json.Nodes;
using KdmpParser.Analysis.Tests;

namespace KdmpTool.Tests;

/// <summary>What is known of an address, and the symbols of a folder, as people and scripts see them.</summary>
public sealed class NearTests : IDisposable
{
    /// <summary>Two bytes behind the start of the static function add_secret, which demo.dll does not export.</summary>
    private const ulong Address = SymbolMachine.Kernel + 0x1042;

    private const string Stored = $"demo.pdb/{SymbolData.DemoIdentity}/demo.pdb";

    private readonly SymbolMachine _machine = new();
    private readonly string _dump;

    public NearTests()
    {
        _machine.Memory.OnDump(bytes => bytes.Zeros(0x348, 0x4d0).U32(0x348 + 0x30, 0x10005f).U64(0x348 + 0xf8, Address).U64(0x348 + 0x98, 0));
        _machine.Store("memory.dmp", _machine.Memory.Dump.ToArray());
        _dump = Path.Combine(_machine.Folder, "memory.dmp");
    }

    public void Dispose() => _machine.Dispose();

    [Fact]
    public async Task Without_symbols_an_address_is_what_the_image_says_of_it()
    {
        string[] lines = await LinesAsync("near", _dump, "nt+0x10d0");
        Assert.Equal("nt!DemoRead+0x40 (another function; ntoskrnl.exe+0x10d0)", lines[1]);
        Assert.Contains("Symbol before: nt!DemoRead at fffff804`20001090, 0x40 bytes before (another function)", lines);
        Assert.Contains("Certainty: certain; that the symbol names it: no", lines);
        Assert.Contains("Symbol behind: none in the section", lines);
        Assert.Contains("Section: .text+0xd0, read, execute", lines);
        Assert.Contains("Function: fffff804`200010c0 to fffff804`200010f8, 0x38 bytes; the address is at 0x10 of it", lines);
        Assert.Contains("Names: 3 exports", lines);
        Assert.Contains("PDB: none: no folder of symbols was given", lines);
    }

    [Fact]
    public async Task With_a_folder_of_symbols_the_PDB_names_it()
    {
        string path = Path.Combine(_machine.Store(Stored).Folder, Stored);
        string[] lines = await LinesAsync("near", _dump, "rip", "--symbols", _machine.Folder);
        Assert.Equal("nt!add_secret+0x2 (ntoskrnl.exe+0x1042)", lines[1]);
        Assert.Contains($"PDB: {path}", lines);
        Assert.Contains("Symbol behind: nt!DemoLeaf at fffff804`20001080, 0x3e bytes behind", lines);
        Assert.Contains("rip: nt!add_secret+0x2", await LinesAsync("context", _dump, "--symbols", _machine.Folder));
    }

    [Fact]
    public async Task A_PDB_of_another_build_is_shown_with_both_identities()
    {
        _machine.Store(Stored, "shapes.pdb");
        string[] lines = await LinesAsync("near", _dump, "rip", "--symbols", _machine.Folder);
        Assert.Contains($"The image asks for: {SymbolData.DemoIdentity}", lines);
        Assert.Single(lines, line => line.StartsWith("The PDB found is: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task For_programs()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("near", _dump, "rip", "--symbols", _machine.Store(Stored).Folder, "--json");
        JsonNode json = JsonNode.Parse(run.Output)!;
        Assert.Equal(("module", "ntoskrnl.exe", "0x1042"), ((string?)json["kind"], (string?)json["module"], (string?)json["offset"]));
        Assert.Equal("""{"name":"add_secret","address":"0xfffff80420001040","displacement":2,"source":"pdb","relation":"same","certainty":"certain"}""", json["symbol"]!.ToJsonString());
        Assert.Equal("""{"start":"0xfffff80420001040","end":"0xfffff8042000107e","primary":null}""", json["function"]!.ToJsonString());
        Assert.Equal((".text", -0x3e), ((string?)json["section"]!["name"], (int)json["behind"]!["displacement"]!));
        Assert.Equal("ok", (string?)json["translation"]!["status"]);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_a_slip()
    {
        CommandLineRun run = await CommandLineRun.OfAsync("near", _dump, "rip", "--symbols", Path.Combine(_machine.Folder, "nothing"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("There is no folder '", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_names_by_the_PDB_and_its_notebook_opens_with_it()
    {
        string report = Path.Combine(_machine.Store(Path.Combine("store", Stored)).Folder, "report.md");
        CommandLineRun run = await CommandLineRun.OfAsync("report", _dump, "-o", report, "--symbols", Path.Combine(_machine.Folder, "store"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string text = await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken);
        Assert.Contains("#!kdmp open memory.dmp --symbols store\n", text, StringComparison.Ordinal);
        Assert.Contains("rip: nt!add_secret+0x2", text, StringComparison.Ordinal);

        CommandLineRun redacted = await CommandLineRun.OfAsync("report", _dump, "-o", report, "--force", "--redact", "--symbols", Path.Combine(_machine.Folder, "store"));
        Assert.Equal((0, ""), (redacted.ExitCode, redacted.Error));
        Assert.DoesNotContain("store", await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<string[]> LinesAsync(params string[] line)
    {
        CommandLineRun run = await CommandLineRun.OfAsync(line);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return [.. run.Output.Split('\n').Select(text => text.Trim())];
    }
}
