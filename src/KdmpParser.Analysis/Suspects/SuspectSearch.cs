using System.Globalization;
using System.Runtime.InteropServices;
using KdmpParser.Analysis.BugChecks;
using KdmpParser.Memory;
using KdmpParser.Stacks;

namespace KdmpParser.Analysis.Suspects;

/// <summary>Collects what speaks for each module, and ranks them.</summary>
internal sealed class SuspectSearch
{
    /// <summary>The first page of an image has its headers: no call returns there.</summary>
    private const ulong Headers = PhysicalAddress.PageSize;

    private readonly KernelDump _dump;
    private readonly CrashPlace _place;
    private readonly Dictionary<object, Suspect> _suspects = [];
    private readonly OverlappingRanges<UnloadedDriver> _unloaded;

    private readonly Func<CpuContext, Backtrace> _unwind;
    private readonly Func<CpuContext?, IEnumerable<ReturnCandidate>> _findCandidates;

    private SuspectSearch(KernelDump dump, Func<CpuContext, Backtrace> unwind, Func<CpuContext?, IEnumerable<ReturnCandidate>> findCandidates)
    {
        (_dump, _unwind, _findCandidates) = (dump, unwind, findCandidates);
        _place = CrashPlace.Of(dump);
        _unloaded = new(dump.UnloadedDrivers.Where(driver => driver.End > driver.Start), driver => driver.Start.Value, driver => driver.End.Value - 1);
    }

    /// <param name="dump">The dump.</param>
    /// <param name="unwind">Gives the call stack of a context.</param>
    /// <param name="findCandidates">Gives the values on a stack that can be return addresses.</param>
    public static SuspectModules Run(KernelDump dump, Func<CpuContext, Backtrace> unwind, Func<CpuContext?, IEnumerable<ReturnCandidate>> findCandidates)
    {
        var search = new SuspectSearch(dump, unwind, findCandidates);
        search.AddPlace();
        search.AddParameters();
        search.AddName();
        search.AddStack();
        return search.Rank();
    }

    private void AddPlace()
    {
        if (_place.Instruction is { } instruction)
            Add(instruction, EvidenceKind.FaultingInstruction, where => $"The instruction that failed is in it: {where}.", Certainty.Certain);
    }

    private void AddParameters()
    {
        if (_dump.BugCheck is not { } bugCheck)
            return;
        for (int i = 0; i < bugCheck.Parameters.Length; i++)
        {
            if (bugCheck.Parameters[i] is not { } value || value == _place.Instruction?.Value)
                continue;
            EvidenceKind kind = CodeParameters.Driver(bugCheck.Code) == i ? EvidenceKind.NamedByCode
                : CodeParameters.Instruction(bugCheck.Code) == i || CodeParameters.Routine(bugCheck.Code) == i ? EvidenceKind.CodeParameter
                : EvidenceKind.ParameterValue;
            string meaning = bugCheck.ParameterMeanings[i] is { } known ? $" ({known})" : "", number = (i + 1).ToString(CultureInfo.InvariantCulture);
            Add(value, kind, where => $"Parameter {number} of the bug check{meaning} lies in it: {where}.", kind == EvidenceKind.ParameterValue ? Certainty.Possible : Certainty.Certain);
        }
    }

    /// <summary>A driver that a parameter names by a text.</summary>
    private void AddName()
    {
        if (_dump.BugCheck is not { } bugCheck || CodeParameters.Name(bugCheck.Code) is not { } index || bugCheck.Parameters[index] is not { } address
            || !_dump.VirtualMemory.TryReadUnicodeString(address, out string? path, out _) || LoadedModule.LastPart(path) is not { } name)
            return;
        LoadedModule? module = _dump.KernelModules.FirstOrDefault(module => IsNamed(module.Name, name));
        UnloadedDriver? unloaded = module is null ? _dump.UnloadedDrivers.FirstOrDefault(driver => IsNamed(driver.Name, name)) : null;
        object key = (object?)module ?? (object?)unloaded ?? name;
        Suspect suspect = Of(key, module?.Name ?? unloaded?.Name ?? name, module, unloaded);
        suspect.Add(new(EvidenceKind.NamedByCode, FormattableString.Invariant($"Parameter {index + 1} of the bug check names it as the driver at fault."), null, Certainty.Certain));
    }

    /// <summary>With or without the ending of the file, since both are in use for drivers.</summary>
    private static bool IsNamed(string? module, string name) =>
        string.Equals(module, name, StringComparison.OrdinalIgnoreCase) || string.Equals(Path.GetFileNameWithoutExtension(module), name, StringComparison.OrdinalIgnoreCase);

    private void AddStack()
    {
        ulong from = _place.Stack?.StackPointer?.Value ?? 0;
        if (_place.Context is { } context)
        {
            Backtrace trace = _unwind(context);
            AddFrames(trace.Frames);
            bool isUnwound = trace.Frames.Count > 1;
            if (isUnwound && trace.Failure is null)
                return;

            // What unwinding has gone over and found to be no frame is none.
            if (isUnwound)
                from = Math.Max(from, trace.Frames[^1].StackPointer.Value);
        }

        AddCandidates(from);
        AddUnloadedValues(from);
    }

    private void AddFrames(IReadOnlyList<StackFrame> frames)
    {
        int first = Index(frames, frame => frame.InstructionPointer == _place.Instruction);
        if (first < 0 && _place.IsTrap)
            first = Index(frames, frame => frame.Origin == FrameOrigin.MachineFrame);
        first = Math.Max(first, 0);
        for (int i = first; i < frames.Count; i++)
        {
            StackFrame frame = frames[i];
            if (frame.InstructionPointer == _place.Instruction || (frame.Number == 0 && IsBugCheck(frame)))
                continue;
            string number = frame.Number.ToString(CultureInfo.InvariantCulture);
            Add(frame.InstructionPointer, EvidenceKind.CallStack, where => $"Frame {number} of the call stack is in it: {where}.", frame.Certainty, frame.StackPointer, i - first);
        }
    }

    /// <summary>Whether the innermost frame is where the kernel stops the machine, which every bug check comes to.</summary>
    private bool IsBugCheck(StackFrame frame) =>
        _dump.BugCheck is not null && _dump.KernelModules is [var kernel, ..] && frame.InstructionPointer - kernel.Base < kernel.Size;

    private static int Index(IReadOnlyList<StackFrame> frames, Func<StackFrame, bool> isWanted)
    {
        for (int i = 0; i < frames.Count; i++)
        {
            if (isWanted(frames[i]))
                return i;
        }

        return -1;
    }

    private void AddCandidates(ulong from)
    {
        ulong? origin = from == 0 ? null : from;
        foreach (ReturnCandidate candidate in _findCandidates(_place.Stack))
        {
            VirtualAddress at = candidate.Candidate.Address;
            origin ??= at.Value;
            if (at.Value < from || candidate.Certainty is null || candidate.Candidate.Offset < Headers)
                continue;
            string check = candidate.Check == CallCheck.Call ? "a call stands before it" : "what stands before it was not captured";
            Add(
                candidate.Candidate.Value, EvidenceKind.StackValue, where => $"The stack has {where} at {at}; {check}.", Certainty.Possible, at,
                Slots(at.Value - origin.Value), candidate.Check);
        }
    }

    /// <summary>Values on the stack that lie where a driver was before it was unloaded.</summary>
    private void AddUnloadedValues(ulong from)
    {
        if (_unloaded.Count == 0 || from == 0 || from % sizeof(ulong) != 0)
            return;
        var values = new ulong[StackReader.KernelStackSize / sizeof(ulong)];
        int count = _dump.VirtualMemory.Read(from, MemoryMarshal.AsBytes(values.AsSpan())).BytesRead / sizeof(ulong);
        for (int i = 0; i < count; i++)
        {
            VirtualAddress at = new VirtualAddress(from) + (ulong)i * sizeof(ulong);
            if (_dump.FindModule(values[i]) is null)
                Add(values[i], EvidenceKind.StackValue, where => $"The stack has {where} at {at}.", Certainty.Possible, at, i, CallCheck.NotCaptured);
        }
    }

    private static int Slots(ulong bytes) => (int)Math.Min(bytes / sizeof(ulong), int.MaxValue);

    /// <summary>Adds a fact to the module of the kernel half, or the unloaded driver, that an address lies in.</summary>
    private void Add(
        VirtualAddress address, EvidenceKind kind, Func<string, string> sentence, Certainty certainty, VirtualAddress? seenAt = null, int distance = 0, CallCheck? check = null)
    {
        if (address.Value <= long.MaxValue)
            return;
        if (_dump.FindModule(address) is { } module)
        {
            if (Of(module, module.Name, module, null) is var suspect && suspect.HasRoom(kind))
                suspect.Add(new(kind, sentence(_dump.Describe(address).ToString()), address, certainty) { SeenAt = seenAt, Distance = distance, Check = check });
        }
        else if (_unloaded.TryFindLast(address.Value, out UnloadedDriver? driver))
        {
            // Windows can have given the place to something else since.
            bool isAbout = kind != EvidenceKind.StackValue && CodeParameters.Driver(_dump.BugCheck?.Code ?? 0) is not null;
            string where = string.Create(CultureInfo.InvariantCulture, $"{driver.Name ?? "(no name)"}+0x{address - driver.Start:x} (unloaded before)");
            if (Of(driver, driver.Name, null, driver) is var suspect && suspect.HasRoom(kind))
                suspect.Add(new(isAbout ? EvidenceKind.NamedByCode : kind, sentence(where), address, certainty == Certainty.Certain ? Certainty.Likely : certainty) { SeenAt = seenAt, Distance = distance, Check = check });
        }
    }

    private Suspect Of(object key, string? name, LoadedModule? module, UnloadedDriver? unloaded)
    {
        if (!_suspects.TryGetValue(key, out Suspect? suspect))
            _suspects.Add(key, suspect = new(name, module, unloaded, _dump.DebuggerData?.KernBase));
        return suspect;
    }

    private SuspectModules Rank()
    {
        string? reason = BugCheckFamilies.ReasonNotToBlame(_dump.BugCheck?.Code ?? 0);
        Suspect[] suspects = [.. _suspects.Values.Order()];
        SuspectModule[] ranked = [.. suspects.Select((suspect, i) => suspect.ToModule(reason is null ? i + 1 : null))];
        return new(ranked)
        {
            ReasonNotRanked = reason ?? (ranked.Length > 0 ? null
                : _place.Context is null ? "the dump records no registers of the crash, and no parameter points into a module"
                : "nothing that the dump holds points into a module"),
            Place = _place.Instruction,
            Facts = [.. EndedProcess.Facts(_dump), .. reason is null && suspects is [{ IsKernel: true }, ..] ? Callers(ranked) : []],
        };
    }

    /// <summary>Whom the kernel may have acted for.</summary>
    private static IEnumerable<string> Callers(SuspectModule[] ranked)
    {
        if (ranked.Skip(1).FirstOrDefault(module => module.Evidence[0].Kind is EvidenceKind.CallStack or EvidenceKind.StackValue) is { } caller)
            yield return $"The kernel mostly acts for others, and of those on the stack {caller.Name ?? "(no name)"} is the nearest.";
    }
}
