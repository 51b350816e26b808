using System.Text;
using KdmpParser.Processes;

namespace KdmpParser.Analysis.BugChecks;

/// <summary>Threads and processes. Both begin with a DISPATCHER_HEADER, whose first byte is the type; the offsets behind it come from KDDEBUGGER_DATA64.</summary>
internal static class ObjectReader
{
    private const int HeaderSize = 0x18;

    /// <summary>ProcessObject and ThreadObject of the enumeration KOBJECTS.</summary>
    private const byte ProcessType = 3;
    private const byte ThreadType = 6;

    public static FollowedStructure ReadThread(KernelDump dump, VirtualAddress address)
    {
        Processor? runs = dump.Processors.FirstOrDefault(processor => processor.CurrentThread == address);
        string? running = runs is null ? null : FormattableString.Invariant($"the current thread of processor {runs.Number}");
        if (!StructureBytes.TryRead(dump, address, "KTHREAD", HeaderSize, out StructureBytes? thread, out FollowedStructure? missing))
        {
            return runs is null ? missing : missing with
            {
                Failure = null,
                Summary = string.Join(", ", new[] { running, runs.CurrentProcess is { } its ? ProcessName(dump, its) : null }.OfType<string>()),
                Check = "the control block of that processor (KPRCB) points to it; the thread itself is not captured",
            };
        }

        if (thread.U8(0x00) != ThreadType)
            return thread.Refuse(FormattableString.Invariant($"the type in its header is 0x{thread.U8(0x00):x}, not 6"));
        VirtualAddress process = default;
        uint? offset = dump.DebuggerData?.ThreadApcProcess;
        string? owner = offset is { } known && dump.VirtualMemory.TryRead(address + known, out process) ? ProcessName(dump, process) : null;
        return thread.Accept(
            "the type in its header is 6 (ThreadObject)",
            string.Join(", ", new[] { running, owner is null ? null : $"in {owner}" }.OfType<string>()) is { Length: > 0 } summary ? summary : null,
            [
                thread.Number("Header.Type", 0x00, ThreadType, "ThreadObject"),
                .. owner is null ? [] : new[] { thread.Fact("ApcState.Process", (int)offset!.Value, $"{process} {owner}") },
            ]);
    }

    public static FollowedStructure ReadProcess(KernelDump dump, VirtualAddress address)
    {
        string? name = ProcessName(dump, address);
        if (!StructureBytes.TryRead(dump, address, "EPROCESS", HeaderSize, out StructureBytes? process, out FollowedStructure? missing))
            return name is null ? missing : missing with { Failure = null, Summary = name, Check = "it is the process that the dump keeps a copy of" };
        if (process.U8(0x00) != ProcessType)
            return process.Refuse(FormattableString.Invariant($"the type in its header is 0x{process.U8(0x00):x}, not 3"));

        List<StructureFact> facts = [process.Number("Pcb.Header.Type", 0x00, ProcessType, "ProcessObject")];
        if (ProcessLayout.Find(dump.Machine, dump.Header.Build) is { } layout)
            facts.AddRange(Identity(dump, address, layout));
        return process.Accept("the type in its header is 3 (ProcessObject)", name ?? Unlisted(facts), facts);
    }

    /// <summary>A process of the system's list, or <see langword="null"/>.</summary>
    private static string? ProcessName(KernelDump dump, VirtualAddress address) =>
        dump.Processes.FirstOrDefault(process => process.Address == address)?.ToString();

    /// <summary>Name and number of a process that has left the list, as one that ends does.</summary>
    private static string? Unlisted(List<StructureFact> facts) => facts is [_, var id, var name] ? $"{name.Value} ({id.Value})" : null;

    private static IEnumerable<StructureFact> Identity(KernelDump dump, VirtualAddress address, ProcessLayout layout)
    {
        VirtualAddress id = address + (layout.ActiveProcessLinks - sizeof(ulong)), name = address + layout.ImageFileName;
        var text = new byte[15];
        if (!dump.VirtualMemory.TryRead(id, out ulong number) || number > uint.MaxValue || !dump.VirtualMemory.Read(name, text).IsComplete)
            yield break;
        yield return new("UniqueProcessId", id, FormattableString.Invariant($"{number}"));
        yield return new("ImageFileName", name, Encoding.Latin1.GetString(text).Split('\0')[0]);
    }
}
