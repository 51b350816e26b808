using System.Runtime.InteropServices;
using KdmpParser.Format;

namespace KdmpParser.Stacks;

/// <summary>Goes through a stack for values that lie in a module.</summary>
internal sealed class StackReader(KernelDump dump, TriageDump64? triage, KernelDumpLimits limits)
{
    /// <summary>KERNEL_STACK_SIZE of x64 (wdm.h).</summary>
    public const ulong KernelStackSize = 0x6000;

    /// <summary>KERNEL_LARGE_STACK_SIZE of x64 (wdm.h): what the kernel stack of a thread can grow to.</summary>
    public const ulong LargeKernelStackSize = 0x12000;

    /// <summary>How many values are read at once: a call of the system for each would take longer than all the rest.</summary>
    private const ulong SlotsAtOnce = 512;

    /// <summary>The stack that a small dump saved.</summary>
    public (ulong Start, ulong End)? Saved =>
        triage is { } dump && PageFill.Recorded(dump.SizeOfCallStack) is { } size and not 0 && dump.TopOfStack <= ulong.MaxValue - size
            ? (dump.TopOfStack, dump.TopOfStack + size)
            : null;

    /// <param name="context">Whose stack; <see langword="null"/> for all that is surely the stack.</param>
    public CapturedList<StackCandidate> Read(CpuContext? context)
    {
        if (context is null && Saved is { } saved)
            return Scan(saved.Start, saved.End);
        context ??= dump.Contexts.FirstOrDefault();
        if (context is null)
            return CapturedList<StackCandidate>.None(KernelDataFailure.NotRecorded("the dump records no context, so it is not known where the stack is"));
        return context.StackPointer is { } start
            ? Scan(start.Value, End(start.Value))
            : CapturedList<StackCandidate>.None(KernelDataFailure.NotRecorded("the context has no stack pointer"));
    }

    /// <summary>Where a stack with this stack pointer ends at the latest.</summary>
    private ulong End(ulong start)
    {
        if (Saved is { } saved && start >= saved.Start && start < saved.End)
            return saved.End;

        // The stack of a running thread begins at its InitialStack; interrupts and DPCs have stacks of their own.
        ulong unknown = start + Math.Min(KernelStackSize, ulong.MaxValue - start);
        return dump.Processors
            .Select(processor => processor.InitialStack?.Value)
            .Where(initial => initial > start && initial - start <= LargeKernelStackSize)
            .Min() ?? unknown;
    }

    private CapturedList<StackCandidate> Scan(ulong start, ulong end)
    {
        const ulong Slot = sizeof(ulong);
        var candidates = new List<StackCandidate>();
        KernelDataFailure? failure = null;
        if (end - start > (ulong)limits.StackBytes)
        {
            failure = KernelDataFailure.LimitExceeded("bytes of stack", limits.StackBytes);
            end = start + (ulong)limits.StackBytes;
        }

        ulong first = unchecked(start + (Slot - start % Slot) % Slot);
        ulong count = first >= start && first < end ? (end - first) / Slot : 0;
        Span<ulong> values = stackalloc ulong[(int)SlotsAtOnce];
        for (ulong done = 0; done < count; done += SlotsAtOnce)
        {
            ReadResult read = dump.VirtualMemory.Read(first + done * Slot, MemoryMarshal.AsBytes(values[..(int)Math.Min(SlotsAtOnce, count - done)]));
            for (int i = 0; i < read.BytesRead / (int)Slot; i++)
            {
                if (dump.FindModule(values[i]) is { } module)
                    candidates.Add(new(first + (done + (ulong)i) * Slot, values[i], module));
            }

            if (read.Failure is { } missing)
            {
                failure = KernelDataFailure.Unreadable("the stack", missing);
                break;
            }
        }

        return new(candidates, failure);
    }
}
