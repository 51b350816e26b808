using KdmpParser.Files;
using KdmpParser.Format;
using KdmpParser.Modules;
using KdmpParser.Processes;
using KdmpParser.Redacting;
using KdmpParser.Stacks;

namespace KdmpParser.Kernel;

/// <summary>What the kernel's structures in a dump say. Each part is read when it is first asked for, and kept.</summary>
internal sealed class KernelData
{
    private readonly KernelDump _dump;
    private readonly DumpFile _file;
    private readonly TriageDump64? _triage;
    private readonly KernelDumpLimits _limits;
    private readonly Lazy<(KdDebuggerData? Data, KernelDataFailure? Failure)> _debuggerData;
    private readonly Lazy<CapturedList<LoadedModule>> _modules;
    private readonly Lazy<CapturedList<UnloadedDriver>> _unloadedDrivers;
    private readonly Lazy<CapturedList<Processor>> _processors;
    private readonly Lazy<CapturedList<Process>> _processes;
    private readonly Lazy<CapturedList<LoadedModule>> _userModules;
    private readonly Lazy<ModuleIndex> _moduleIndex;
    private readonly Lazy<ModuleIndex> _userModuleIndex;
    private readonly Func<CpuContext?, CapturedList<StackCandidate>> _findStackCandidates;
    private readonly StackReader? _stack;

    public KernelData(KernelDump dump, DumpFile file, TriageDump64? triage, KernelDumpLimits limits)
    {
        (_dump, _file, _triage, _limits) = (dump, file, triage, limits);
        _debuggerData = Once(() => (ReadDebuggerData(out KernelDataFailure? failure), failure));
        _modules = Once(ReadModules);
        _unloadedDrivers = Once(ReadUnloadedDrivers);
        _processors = Once(ReadProcessors);
        _processes = Once(ReadProcesses);
        _userModules = Once(ReadUserModules);
        _moduleIndex = Once(() => new ModuleIndex(Modules));
        _userModuleIndex = Once(() => new ModuleIndex(UserModules));
        _stack = new(dump, triage, limits);
        _findStackCandidates = _stack.Read;
    }

    /// <summary>What stays of it in a redacted dump; nothing more is read.</summary>
    /// <param name="dump">The redacted dump.</param>
    /// <param name="file">A file that gives nothing.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="kept">What stays.</param>
    public KernelData(KernelDump dump, DumpFile file, KernelDumpLimits limits, RedactedKernel kept)
    {
        (_dump, _file, _limits) = (dump, file, limits);
        _debuggerData = new((null, RedactedKernel.LeftOut));
        _modules = new(kept.Modules);
        _unloadedDrivers = new(kept.UnloadedDrivers);
        _processors = new(kept.Processors);
        _processes = new(CapturedList<Process>.None(RedactedKernel.LeftOut));
        _userModules = new(kept.UserModules);
        _moduleIndex = Once(() => new ModuleIndex(Modules));
        _userModuleIndex = Once(() => new ModuleIndex(UserModules));
        _findStackCandidates = kept.FindStackCandidates;
    }

    public (KdDebuggerData? Data, KernelDataFailure? Failure) DebuggerData => _debuggerData.Value;

    public CapturedList<LoadedModule> Modules => _modules.Value;

    public CapturedList<UnloadedDriver> UnloadedDrivers => _unloadedDrivers.Value;

    public CapturedList<Processor> Processors => _processors.Value;

    public CapturedList<Process> Processes => _processes.Value;

    public CapturedList<LoadedModule> UserModules => _userModules.Value;

    /// <summary>The stack that a small dump saved.</summary>
    public (ulong Start, ulong End)? SavedStack => _stack?.Saved;

    public LoadedModule? FindModule(VirtualAddress address) => _moduleIndex.Value.Find(address) ?? _userModuleIndex.Value.Find(address);

    public CapturedList<StackCandidate> FindStackCandidates(CpuContext? context) => _findStackCandidates(context);

    public OpenedProcess? OpenProcess(ulong id, out KernelDataFailure? failure)
    {
        failure = null;
        if (Processes.FirstOrDefault(process => process.Id == id) is not { } found)
            failure = Processes.Failure ?? KernelDataFailure.NotInThisDump(FormattableString.Invariant($"there is no process {id}"));
        else if (_triage is not null)
            return new(found, _dump.VirtualMemory, () => ReadModulesOf(found, _dump.VirtualMemory));
        else if (found.DirectoryTableBase is not { } directoryTableBase || directoryTableBase == 0)
            failure = KernelDataFailure.NotRecorded(FormattableString.Invariant($"the directory table base of process {id} is not known"), found.Address);
        else
        {
            VirtualAddressSpace memory = _dump.GetAddressSpace(directoryTableBase);
            return new(found, memory, () => ReadModulesOf(found, memory));
        }

        return null;
    }

    /// <summary>The first caller's value stays; a failed attempt is not kept.</summary>
    private static Lazy<T> Once<T>(Func<T> read) => new(read, LazyThreadSafetyMode.PublicationOnly);

    private KdDebuggerData? ReadDebuggerData(out KernelDataFailure? failure)
    {
        if (_dump.Header.KdDebuggerDataBlock is { Value: not 0 } address)
            return KdDebuggerData.Read(_dump.VirtualMemory, address, out failure);
        if (_triage is { } triage)
        {
            var bytes = new byte[Math.Min(PageFill.Recorded(triage.DebuggerDataSize) ?? 0, KdDebuggerData64.Size)];
            int read = _file.Read(triage.DebuggerDataOffset, bytes);
            return KdDebuggerData.Decode(bytes.AsSpan(0, read), out failure);
        }

        failure = KernelDataFailure.NotRecorded("the header does not say where KDDEBUGGER_DATA64 is");
        return null;
    }

    private CapturedList<LoadedModule> ReadModules()
    {
        if (_triage is { } triage)
            return TriageDrivers.ReadLoaded(_file, triage, _limits);
        if ((_dump.Header.PsLoadedModuleList ?? DebuggerData.Data?.PsLoadedModuleList) is not { Value: not 0 } head)
            return CapturedList<LoadedModule>.None(KernelDataFailure.NotRecorded("the dump does not say where the list of modules is"));
        var reader = new ModuleReader(_dump.VirtualMemory, _limits);
        KernelDataFailure? failure = reader.ReadKernelList(head);
        return new(reader.Modules, failure);
    }

    private CapturedList<UnloadedDriver> ReadUnloadedDrivers()
    {
        if (_triage is { } triage)
            return TriageDrivers.ReadUnloaded(_file, triage, _limits);
        return DebuggerData.Data is { } data
            ? UnloadedDriverReader.Read(_dump.VirtualMemory, data, _limits)
            : CapturedList<UnloadedDriver>.None(DebuggerData.Failure!);
    }

    private CapturedList<Processor> ReadProcessors()
    {
        if (DebuggerData.Data is not { } data)
            return CapturedList<Processor>.None(DebuggerData.Failure!);
        var reader = new ProcessorReader(_dump.VirtualMemory, _dump.Header, data, _dump.Context);
        return _triage is { } triage ? reader.ReadCopy(_file, triage) : reader.ReadAll(_limits);
    }

    private CapturedList<Process> ReadProcesses()
    {
        var reader = new ProcessReader(_dump.Header, DebuggerData.Data);
        return _triage is { } triage
            ? reader.ReadCopy(_file, triage, Processors is [var processor, ..] ? processor.CurrentProcess : null)
            : reader.ReadAll(_dump.VirtualMemory, _limits);
    }

    private CapturedList<LoadedModule> ReadUserModules()
    {
        if (Processors.FirstOrDefault(processor => processor.IsCaptured) is not { } captured)
        {
            return CapturedList<LoadedModule>.None(Processors.Failure ?? KernelDataFailure.CheckFailed(
                "no processor's saved context has the stack pointer of the header, so it is not known whose the user memory is"));
        }

        if (captured.Teb is { } teb)
            return ProcessModules.ReadOfThread(_dump.VirtualMemory, teb, _limits);

        // A thread of the kernel, which may work in the address space of a program.
        return Processes.FirstOrDefault(process => process.Address is { } address && address == captured.CurrentProcess) is { } process
            ? ReadModulesOf(process, _dump.VirtualMemory)
            : CapturedList<LoadedModule>.None(KernelDataFailure.NotRecorded(
                "the thread that the processor ran has no TEB: it belongs to the kernel, and its process is not known"));
    }

    private CapturedList<LoadedModule> ReadModulesOf(Process process, VirtualAddressSpace memory)
    {
        if (process.Peb is not { Value: not 0 } peb)
            return CapturedList<LoadedModule>.None(KernelDataFailure.NotRecorded("the process has no PEB: it never leaves the kernel"));
        VirtualAddress[] tebs = [.. Processors.Where(processor => processor.CurrentProcess == process.Address).Select(processor => processor.Teb).OfType<VirtualAddress>()];
        return ProcessModules.Read(memory, peb, tebs, _limits);
    }
}
