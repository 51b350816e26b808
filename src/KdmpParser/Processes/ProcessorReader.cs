using KdmpParser.Files;
using KdmpParser.Format;
using KdmpParser.Kernel;

namespace KdmpParser.Processes;

/// <summary>Finds the KPRCBs through KiProcessorBlock, or the one that a small dump has a copy of.</summary>
internal sealed class ProcessorReader(VirtualAddressSpace memory, DumpHeader header, KdDebuggerData data, CpuContext? captured)
{
    /// <summary>How many there were; zero is no number of processors.</summary>
    private uint? Recorded => header.ProcessorCount is > 0 ? header.ProcessorCount : null;

    public CapturedList<Processor> ReadAll(KernelDumpLimits limits)
    {
        if (data.KiProcessorBlock is not { } block)
            return CapturedList<Processor>.None(KernelDataFailure.NotRecorded("KDDEBUGGER_DATA64 has no KiProcessorBlock"));

        // Every machine has a first processor, whether or not the header counts them.
        KernelDataFailure? first = Recorded is null
            ? KernelDataFailure.NotRecorded("the header does not say how many processors there were; only the first was looked for")
            : null;
        uint count = Recorded ?? 1;
        var processors = new List<Processor>();
        for (uint number = 0; number < count; number++)
        {
            if (number >= limits.Processors)
            {
                first ??= KernelDataFailure.LimitExceeded("processors", limits.Processors);
                break;
            }

            if (Read(block, number, out KernelDataFailure? failure) is { } processor)
                processors.Add(processor);
            first ??= failure;
        }

        if (count == 1 && processors.Count == 1)
            processors[0] = processors[0] with { IsCaptured = true };
        return new(processors, first);
    }

    /// <summary>The one processor of a small dump.</summary>
    /// <param name="file">The small dump.</param>
    /// <param name="triage">Where the copies of its KPRCB and of its thread are.</param>
    public CapturedList<Processor> ReadCopy(DumpFile file, in TriageDump64 triage)
    {
        if (KernelStructure.Copy(file, triage.PrcbOffset, data.ProcessorSize, null, "the KPRCB", out KernelDataFailure? failure) is not { } copy)
            return CapturedList<Processor>.None(failure!);
        uint? number = copy.Read<uint>(data.ProcessorNumber);
        if (number is not { } known || known >= (Recorded ?? uint.MaxValue))
            return CapturedList<Processor>.None(KernelDataFailure.CheckFailed("the copy of the KPRCB has no number of a processor of this machine"));

        VirtualAddress? address = data.KiProcessorBlock is { } block && memory.TryRead(block + known * (ulong)sizeof(ulong), out ulong pointer) && pointer != 0
            ? new VirtualAddress(pointer)
            : null;
        KernelStructure? thread = KernelStructure.Copy(
            file, triage.ThreadOffset, data.ThreadSize, copy.ReadPointer(data.ProcessorCurrentThread), "the thread", out _);
        Processor processor = Decode(copy.At(address), known, thread) with { IsCaptured = true };
        return new([processor], Recorded is 1 ? null : KernelDataFailure.NotInThisDump("a small dump keeps one processor only"));
    }

    private Processor? Read(VirtualAddress block, uint number, out KernelDataFailure? failure)
    {
        VirtualAddress entry = block + number * (ulong)sizeof(ulong);
        if (!memory.TryRead(entry, out ulong address, out MemoryFailure unreadable))
        {
            failure = KernelDataFailure.Unreadable(FormattableString.Invariant($"the address of the KPRCB of processor {number}"), unreadable);
            return null;
        }

        if (address == 0)
        {
            failure = KernelDataFailure.NotRecorded(FormattableString.Invariant($"processor {number} has no KPRCB: it was not started"), entry);
            return null;
        }

        KernelStructure prcb = KernelStructure.InMemory(memory, address, FormattableString.Invariant($"the KPRCB of processor {number}"));
        if (!prcb.TryRead(data.ProcessorNumber ?? 0, out uint recorded, out failure))
            return null;
        if (data.ProcessorNumber is not null && recorded != number)
        {
            failure = KernelDataFailure.CheckFailed(
                FormattableString.Invariant($"what should be the KPRCB of processor {number} says that it is that of {recorded}"), address);
            return null;
        }

        KernelStructure? thread = prcb.ReadPointer(data.ProcessorCurrentThread) is { } running ? KernelStructure.InMemory(memory, running, "the thread") : null;
        return Decode(prcb, number, thread);
    }

    private Processor Decode(KernelStructure prcb, uint number, KernelStructure? thread)
    {
        // Since Windows 8 the context is behind a pointer, which on x64 leads out of the KPRCB; the one inside is then never filled.
        CpuContext?[] contexts =
        [
            prcb.ReadPointer(data.ProcessorContext) is { } saved ? DecodeContext(KernelStructure.InMemory(memory, saved, "the context"), 0) : null,
            DecodeContext(prcb, data.ProcessorStateContext),
        ];
        CpuContext? match = captured?.StackPointer is { } stack ? contexts.FirstOrDefault(context => context?.StackPointer == stack) : null;

        // Bit 0 (PE) is set in every CR0 of a 64-bit processor, so zero was never saved.
        ulong? cr0 = header.Machine == MachineType.X64 && Special(0x00) is { } value and not 0 ? value : null;
        return new()
        {
            Number = number,
            Address = prcb.Address,
            CurrentThread = prcb.ReadPointer(data.ProcessorCurrentThread),
            CurrentProcess = thread?.ReadPointer(data.ThreadApcProcess),
            Teb = thread?.ReadPointer(data.ThreadTeb),
            InitialStack = thread?.ReadPointer(data.ThreadInitialStack),
            Context = match ?? contexts.FirstOrDefault(context => context is not null),
            Cr0 = cr0,
            Cr2 = cr0 is null ? null : Special(0x08),
            Cr3 = cr0 is null ? null : Special(0x10),
            Cr4 = cr0 is null ? null : Special(0x18),
            IsCaptured = match is not null,
        };

        // KSPECIAL_REGISTERS of x64 (public symbols of ntoskrnl) begins with Cr0, Cr2, Cr3 and Cr4.
        ulong? Special(uint offset) => prcb.Read<ulong>(data.ProcessorSpecialRegisters + offset);
    }

    /// <returns><see langword="null"/> when nothing was saved there.</returns>
    private CpuContext? DecodeContext(KernelStructure structure, uint? offset)
    {
        var bytes = new byte[CpuContext.Size(header.Machine)];
        return offset is { } known && structure.Read(known, bytes) is null && bytes.AsSpan().ContainsAnyExcept((byte)0)
            ? CpuContext.Decode(bytes, header.Machine, ContextKind.BugCheck)
            : null;
    }
}
