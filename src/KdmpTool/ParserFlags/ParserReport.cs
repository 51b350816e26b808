using KdmpInteractive.Rendering;
using KdmpParser;
using KdmpTool.CommandLine;
using KdmpTool.Terminal;

namespace KdmpTool.ParserFlags;

/// <summary>What a line of flags prints: its parts in the order of the C++ tool, then those that only the Rust tool has.</summary>
internal sealed class ParserReport(KernelDump dump, Streams streams)
{
    private static readonly string s_delimiter = new('-', 80);

    private int _exitCode = ExitCode.Done;

    /// <returns>An <see cref="ExitCode"/>.</returns>
    public int Write(ParserLine line, CancellationToken cancellation)
    {
        if (line.ShowsNothing)
        {
            // Word for word as the C++ tool prints it: scripts that cut the output see it.
            streams.Output.Write("Forcing to show the context record as no option as been passed.\n\n");
            line = line with { ShowsContext = true };
        }

        var numbers = new ShownNumbers();
        var structures = new StructureText(streams.Output, numbers);
        if (line.ShowsStructures)
        {
            Title("Dump structures");
            structures.WriteAll(dump.Structures);
        }

        if (line.ShowsContext)
        {
            Title("Context Record");
            new RegisterText(streams.Output, numbers).Write(Header("ContextRecord"));
        }

        if (line.ShowsException)
        {
            Title("Exception Record");
            structures.Write(Header("Exception"), indent: 2);
        }

        if (line.ShowsPages)
        {
            Title("Physical memory");
            if (HasPhysicalMemory(out PhysicalMemory? memory))
                Fail(new PageText(memory, streams).Write(line.Page, cancellation));
        }

        if (line.ShowsModules)
            Fail(ModuleText.Write(dump, streams.Output, Say));
        if (line.ShowsMemory && (line.IsVirtual || HasPhysicalMemory(out _)))
            Fail(new MemoryText(dump, streams.Output, Say).Write(line, cancellation));
        if (numbers.AnyIsPageFill)
            Say("Numbers that read 0x45474150 ('PAGE'), once or repeated, are fields that were not recorded.");
        return _exitCode;
    }

    private DumpStructure Header(string field) => dump.Structures[0][field].Structure!;

    private void Title(string title) => streams.Output.Write($"{s_delimiter}\n{title}:\n");

    private bool HasPhysicalMemory([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PhysicalMemory? memory)
    {
        memory = dump.PhysicalMemory;
        if (memory is not null)
            return true;
        Say($"{dump.Name} is a small dump: it has no physical memory.");
        Fail(false);
        return false;
    }

    private void Fail(bool isComplete) => _exitCode = isComplete ? _exitCode : ExitCode.Failed;

    private void Say(string sentence)
    {
        streams.Output.Flush();
        streams.Error.WriteLine(VisibleText.Of(sentence));
    }
}
