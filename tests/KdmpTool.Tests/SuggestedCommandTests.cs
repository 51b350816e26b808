using KdmpInteractive.Commands;
using KdmpInteractive.Grammar;
using KdmpParser;
using KdmpParser.Analysis;
using KdmpParser.Tests;

namespace KdmpTool.Tests;

/// <summary>What an explained bug check suggests is what the commands take and the dump can answer.</summary>
public sealed class SuggestedCommandTests : IDisposable
{
    private const ulong Driver = 0xfffff804_50000000;
    private const ulong Data = 0xffffc08b_40000000;

    private readonly KdmpSession _session = new();

    public void Dispose() => _session.Dispose();

    // Codes that suggest something of their own: records, addresses, structures, processors, processes, unloaded drivers.
    [Theory]
    [InlineData(0x7e, 0xffffffff_c0000005, Driver, Data, Data)]
    [InlineData(0xd1, Data, 2, 0, Driver + 0x10)]
    [InlineData(0x50, 0x8000_0000_0000_0000, 0, Driver, 2)]
    [InlineData(0x9f, 3, Data, Data, Data)]
    [InlineData(0xc2, 7, 0, 0, Data + 0x40)]
    [InlineData(0x101, 0x18, 0, Data, 0)]
    [InlineData(0xef, Data, 0, 0, 0)]
    [InlineData(0xce, Driver + 0x8000, 0, Driver + 0x8000, 0)]
    [InlineData(0x124, 0, Data, 0, 0)]
    [InlineData(0x0bad0bad, 1, 2, 3, 4)]
    public void Every_line_is_a_command_that_this_dump_can_answer(uint code, ulong first, ulong second, ulong third, ulong fourth)
    {
        using KernelDump machine = Machine(code, [first, second, third, fourth]);
        CommandsAnswer(machine);
    }

    [Fact]
    public void So_it_is_for_the_sample()
    {
        using KernelDump sample = KdmpSample.Open();
        CommandsAnswer(sample);
    }

    [Theory]
    [InlineData("triage_x64.dmp")]
    [InlineData("triage_arm64.dmp")]
    [InlineData("win10_arm64_mem.dmp")]
    public void So_it_is_for_real_dumps(string name)
    {
        using KernelDump dump = RealDump.Open(name);
        CommandsAnswer(dump);
        CommandsAnswer(dump.Redact());
    }

    private void CommandsAnswer(KernelDump dump)
    {
        _session.Add("dump", dump);
        BugCheckExplanation explanation = dump.ExplainBugCheck()!;
        Assert.NotEmpty(explanation.NextCommands);
        foreach (string line in explanation.NextCommands.Select(command => command.Line))
        {
            CommandOutput[] outputs = [.. Run(line)];
            Assert.All(outputs, output => Assert.NotEmpty(output.View!().ToText()));
        }
    }

    private IEnumerable<CommandOutput> Run(string line)
    {
        (string name, string arguments) = DirectiveLine.Split(line);
        Command command = CommandTable.Find(name, CommandPlaces.Notebook);
        return command.Run(new(_session, DirectiveLine.Parse(command, arguments), CommandPlaces.Notebook));
    }

    private static KernelDump Machine(uint code, ulong[] parameters)
    {
        KernelBytes memory = new KernelBytes().KdDebuggerData().Module(KernelBytes.Entries, Driver, 0x10000, "disk.sys", @"\disk.sys").List(KernelBytes.ModuleHead, KernelBytes.Entries)
            .U64(Driver, 0x90).Write(Data, new byte[0x1000]);
        memory.Dump.U32(0x038, code);
        for (int i = 0; i < parameters.Length; i++)
            memory.Dump.U64(0x040 + 8 * i, parameters[i]);
        return memory.Open();
    }
}
