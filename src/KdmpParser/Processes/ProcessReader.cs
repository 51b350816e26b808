using System.Text;
using KdmpParser.Files;
using KdmpParser.Format;
using KdmpParser.Kernel;

namespace KdmpParser.Processes;

/// <summary>Reads EPROCESS structures, from the system's list or from the copy that a small dump keeps of one.</summary>
internal sealed class ProcessReader(DumpHeader header, KdDebuggerData? data)
{
    private const ulong SystemId = 4;
    private const string SystemName = "System";

    /// <summary>Walks the list of the system.</summary>
    public CapturedList<Process> ReadAll(VirtualAddressSpace memory, KernelDumpLimits limits)
    {
        if (Layout(out KernelDataFailure? failure) is not { } layout)
            return CapturedList<Process>.None(failure!);
        if ((header.PsActiveProcessHead ?? data?.PsActiveProcessHead) is not { Value: not 0 } head)
            return CapturedList<Process>.None(KernelDataFailure.NotRecorded("the dump does not say where the list of processes is"));

        var processes = new List<Process>();
        failure = ListWalk.Run(memory, head, sizeof(ulong), limits.Processes, "processes", links =>
        {
            KernelStructure structure = KernelStructure.InMemory(memory, links - layout.ActiveProcessLinks, "the EPROCESS");
            if (Decode(structure, layout, out KernelDataFailure? unusable) is { } process)
                processes.Add(process);
            return unusable;
        });

        // The System process is where the offsets show whether they are right. It is the first of a healthy list.
        if (processes.Exists(process => process is { Id: SystemId, Name: SystemName }))
            return new(processes, failure);
        return CapturedList<Process>.None(processes.Count == 0 && failure is not null ? failure : KernelDataFailure.CheckFailed(FormattableString.Invariant(
            $"no entry of the list of processes reads as the System process with the offsets of build {header.Build}"), head));
    }

    /// <summary>The one process of a small dump.</summary>
    /// <param name="file">The small dump.</param>
    /// <param name="triage">Where the copy of its EPROCESS is.</param>
    /// <param name="address">Where the original was.</param>
    public CapturedList<Process> ReadCopy(DumpFile file, in TriageDump64 triage, VirtualAddress? address)
    {
        if (Layout(out KernelDataFailure? failure) is not { } layout
            || KernelStructure.Copy(file, triage.ProcessOffset, data?.ProcessSize, address, "the process", out failure) is not { } copy)
            return CapturedList<Process>.None(failure!);

        // There need be no System process to check the offsets on, so the fields themselves must make sense.
        Process? process = Decode(copy, layout, out failure);
        bool isSensible = process is { Id: > 0, Name: not null } && process.Id % 4 == 0 && process.Name.All(char.IsAscii)
            && (process.Id == SystemId) == (process.Name == SystemName)
            && copy.ReadPointer(layout.ActiveProcessLinks) is { IsCanonical: true, Value: > long.MaxValue };
        return isSensible
            ? new([process!], KernelDataFailure.NotInThisDump("a small dump keeps the current process only"))
            : CapturedList<Process>.None(failure ?? KernelDataFailure.CheckFailed(FormattableString.Invariant(
                $"the copy of the process does not read as one with the offsets of build {header.Build}"), address));
    }

    /// <summary>What reads as a process at an address that did not come from the list.</summary>
    /// <param name="memory">Where the kernel's memory is.</param>
    /// <param name="address">Where its EPROCESS should be.</param>
    /// <param name="failure">Why there is none.</param>
    public Process? Read(VirtualAddressSpace memory, VirtualAddress address, out KernelDataFailure? failure) => Layout(out failure) is { } layout
        ? Decode(KernelStructure.InMemory(memory, address, "the EPROCESS"), layout, out failure)
        : null;

    private ProcessLayout? Layout(out KernelDataFailure? failure)
    {
        ProcessLayout? layout = ProcessLayout.Find(header.Machine, header.Build);
        failure = layout is not null ? null : new(KernelDataFailureReason.UnknownBuild, FormattableString.Invariant(
            $"the offsets in EPROCESS are not known for build {header.Build} on {header.Machine}"));
        return layout;
    }

    private Process? Decode(KernelStructure structure, ProcessLayout layout, out KernelDataFailure? failure)
    {
        if (!structure.TryRead(layout.ActiveProcessLinks - sizeof(ulong), out ulong id, out failure))
            return null;

        // Windows hands out identifiers as handles, which have 32 bits.
        if (id > uint.MaxValue)
        {
            failure = KernelDataFailure.CheckFailed("an entry of the list of processes has no process identifier", structure.Address);
            return null;
        }

        return new()
        {
            Id = id,
            ParentId = structure.Read<ulong>(data?.ProcessParentId),
            Name = Text(structure.Read<Bytes15>(layout.ImageFileName)),
            Address = structure.Address,
            DirectoryTableBase = structure.Read<ulong>(data?.ProcessDirectoryTableBase),
            Peb = structure.Read<ulong>(data?.ProcessPeb) is { } peb ? new VirtualAddress(peb) : null,
        };
    }

    private static string? Text(Bytes15? field) => field is { } bytes ? Text((ReadOnlySpan<byte>)bytes) : null;

    internal static string? Text(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? text : text[..end]) is { Length: > 0 } name ? name : null;
    }
}
