using KdmpParser.Memory;
using KdmpParser.Stacks;

namespace KdmpParser.Analysis.Names;

/// <summary>
/// The kernel stacks of the threads that the processors ran: what a small dump saved, and in others from InitialStack down. The stacks of DPCs and
/// interrupts are not among them: nothing says where they are.
/// </summary>
internal sealed class KernelStacks(KernelDump dump)
{
    private readonly (ulong Start, ulong End)? _saved = dump.SavedStack;
    private readonly Processor? _captured = dump.Processors.FirstOrDefault(processor => processor.IsCaptured);
    private readonly OverlappingRanges<Stack> _stacks = new(dump.Processors.Select(Of).OfType<Stack>(), stack => stack.Start, stack => stack.End - 1);

    public AddressDescription? Find(VirtualAddress address)
    {
        if (_saved is { } saved && address.Value >= saved.Start && address.Value < saved.End)
            return new(address, AddressKind.Stack) { Offset = address.Value - saved.Start };
        if (!_stacks.TryFindLast(address.Value, out Stack? stack))
            return null;
        return new(address, AddressKind.Stack)
        {
            Processor = stack.Processor,
            Offset = address.Value - stack.Start,
            Certainty = stack.Pointer is { } pointer && address.Value >= pointer ? Certainty.Certain : Certainty.Likely,
        };
    }

    /// <summary>From the stack pointer or for the size that every kernel stack has, whichever is more. A stack pointer elsewhere says nothing of this stack.</summary>
    private static Stack? Of(Processor processor)
    {
        if (processor.InitialStack is not { Value: >= StackReader.LargeKernelStackSize } initial)
            return null;
        ulong? pointer = processor.Context?.StackPointer is { } at && at < initial && initial - at <= StackReader.LargeKernelStackSize ? at.Value : null;
        ulong usual = initial.Value - StackReader.KernelStackSize;
        return new(processor, Math.Min(pointer ?? usual, usual), initial.Value, pointer);
    }

    private sealed record Stack(Processor Processor, ulong Start, ulong End, ulong? Pointer);
}
