using KdmpParser.Processes;

namespace KdmpParser.Analysis.Hunting;

/// <summary>Asks every source for processes and puts together what they say of the same one.</summary>
internal sealed class ProcessHunt(KernelDump dump)
{
    private readonly Dictionary<ulong, FoundProcess> _byPhysical = [];
    private readonly Dictionary<ulong, FoundProcess> _byVirtual = [];
    private readonly List<ProcessSourceFailure> _failures = [];
    private readonly ProcessReader _reader = new(dump.Header, dump.DebuggerData);
    private ProcessSources _sources;

    public FoundProcesses Run(bool scan, IProgress<ScanProgress>? progress, CancellationToken cancellation)
    {
        AddList();
        AddCurrentThreads();
        AddIdTable(cancellation);
        if (scan)
            AddScan(progress, cancellation);
        bool hasList = (_sources & ProcessSources.List) != 0;
        FoundProcess[] found =
        [
            .. _byPhysical.Values.Concat(_byVirtual.Values)
                .Select(process => process with { IsUnlisted = hasList && (process.Sources & ProcessSources.List) == 0 && !process.IsIdle }),
        ];
        return new([.. found.OrderByDescending(process => process.IsUnlisted).ThenBy(process => process.Process.Id)], _failures) { Sources = _sources };
    }

    private void AddList()
    {
        foreach (Process process in dump.Processes)
            Add(process, ProcessSources.List, Certainty.Certain);
        Note(ProcessSources.List, dump.Processes.Count > 0, dump.Processes.Failure);
    }

    private void AddCurrentThreads()
    {
        KernelDataFailure? failure = dump.Processors.Failure;
        bool any = false;
        foreach (VirtualAddress address in dump.Processors.Select(processor => processor.CurrentProcess).OfType<VirtualAddress>().Distinct())
        {
            // A small dump has one process, as a copy: the list knows it, and its memory is not there.
            if (dump.Processes.FirstOrDefault(process => process.Address == address) is { } listed)
                Add(listed, ProcessSources.CurrentThread, Certainty.Certain);
            else if (_reader.Read(dump.VirtualMemory, address, out KernelDataFailure? unreadable) is { } process)
                Add(process, ProcessSources.CurrentThread, Certainty.Likely);
            else
            {
                failure ??= unreadable;
                continue;
            }

            any = true;
        }

        Note(ProcessSources.CurrentThread, any, failure);
    }

    private void AddIdTable(CancellationToken cancellation)
    {
        if (KernelPages.WhyNot(dump) is { } none)
        {
            Note(ProcessSources.IdTable, false, none);
            return;
        }

        VirtualAddress? system = dump.Processes.FirstOrDefault(process => process.Id == 4)?.Address;
        KernelDataFailure? failure = KernelDataFailure.CheckFailed("without the System process in the list, the table of identifiers cannot be checked");
        if (system is not { } known || IdTable.Open(dump.VirtualMemory, dump.DebuggerData, known, out failure) is not { } table)
        {
            Note(ProcessSources.IdTable, false, failure);
            return;
        }

        int most = dump.VirtualMemory.Limits.Processes, count = 0;
        foreach ((ulong id, VirtualAddress address) in table.Entries(cancellation))
        {
            // Threads have identifiers of the same table. The field of a process agrees with its place in the table.
            if (_reader.Read(dump.VirtualMemory, address, out _) is not { } process || process.Id != id || id == 0)
                continue;
            if (++count > most)
            {
                failure = KernelDataFailure.LimitExceeded("processes", most);
                break;
            }

            Add(process, ProcessSources.IdTable, Certainty.Likely);
        }

        Note(ProcessSources.IdTable, true, failure ?? table.Failure);
    }

    private void AddScan(IProgress<ScanProgress>? progress, CancellationToken cancellation)
    {
        KernelDataFailure? failure = KernelPages.WhyNot(dump);
        if (failure is null && dump.PhysicalMemory is { } memory)
        {
            if (ProcessLayout.Find(dump.Machine, dump.Header.Build) is not { } layout)
                failure = new(KernelDataFailureReason.UnknownBuild, FormattableString.Invariant($"the offsets in EPROCESS are not known for build {dump.Header.Build}"));
            else if (dump.DebuggerData is not { } data)
                failure = dump.DebuggerDataFailure;
            else
            {
                var pass = new ProcessScan(memory, layout, data, dump.VirtualMemory.Limits);
                failure = pass.Run(progress, cancellation);
                foreach ((Process process, PhysicalAddress address, bool isChecked) in pass.Found)
                    AddAt(address, process, ProcessSources.Scan, isChecked ? Certainty.Likely : Certainty.Possible);
                Note(ProcessSources.Scan, true, failure);
                return;
            }
        }

        Note(ProcessSources.Scan, false, failure);
    }

    private void Add(Process process, ProcessSources source, Certainty certainty)
    {
        if (process.Address is { } address && dump.VirtualMemory.TryTranslate(address, out PhysicalAddress physical))
            AddAt(physical, process, source, certainty);
        else
        {
            ulong key = process.Address?.Value ?? 0;
            _byVirtual[key] = Merge(_byVirtual.GetValueOrDefault(key), new(process, source) { Certainty = certainty });
        }
    }

    private void AddAt(PhysicalAddress physical, Process process, ProcessSources source, Certainty certainty) => _byPhysical[physical.Value] =
        Merge(_byPhysical.GetValueOrDefault(physical.Value), new(process, source) { PhysicalAddress = physical, Certainty = certainty });

    /// <summary>What was known first stays; the scan comes last and knows no virtual address.</summary>
    private static FoundProcess Merge(FoundProcess? known, FoundProcess seen) => known is null ? seen : known with
    {
        Sources = known.Sources | seen.Sources,
        Certainty = (Certainty)Math.Max((int)known.Certainty, (int)seen.Certainty),
    };

    private void Note(ProcessSources source, bool any, KernelDataFailure? failure)
    {
        if (any)
            _sources |= source;
        if (failure is not null)
            _failures.Add(new(source, failure));
    }
}
