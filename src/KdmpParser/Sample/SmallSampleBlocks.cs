using static KdmpParser.Sample.SampleLayout;

namespace KdmpParser.Sample;

/// <summary>
/// Which memory the small sample keeps beside the stack, chosen as Windows chooses: what the crash is about as a whole, the pages that
/// instructions were read from, and 256 bytes from each address on that a register or the stack holds. No byte is kept twice.
/// </summary>
internal sealed class SmallSampleBlocks
{
    private const ulong PageSize = PhysicalAddress.PageSize;

    /// <summary>What is kept at an address that somebody had.</summary>
    private const ulong AroundPointer = 0x100;

    private readonly SampleMachine _machine;
    private readonly List<(ulong Address, byte[] Bytes)> _blocks = [];

    public SmallSampleBlocks(SampleMachine machine, Amd64Context bugCheck)
    {
        _machine = machine;
        Keep(ProcessorBlock, sizeof(ulong));
        Keep(PrcbContext, Format.ContextAmd64.Size);
        Keep(StackPointer, StackEnd - StackPointer);

        foreach (ulong address in (ReadOnlySpan<ulong>)[FaultingInstruction, ContextOnStack, ExceptionOnStack, KernelCode, KernelBase])
            Keep(address & ~(PageSize - 1), PageSize);
        foreach (ulong address in (IEnumerable<ulong>)[.. Registers(machine.Context), .. Registers(bugCheck), .. SampleStory.Stack.Select(slot => slot.Value)])
            Keep(address, AroundPointer);
    }

    /// <summary>The blocks, in the order in which they were found to be worth it.</summary>
    public IReadOnlyList<(ulong Address, byte[] Bytes)> All => _blocks;

    private static ulong StackEnd => Stack + StackPages * PageSize;

    private static IEnumerable<ulong> Registers(Amd64Context context) =>
        context.Registers.Where(register => register.Bits == 64).Select(register => (ulong)register.Value.GetValueOrDefault());

    /// <summary>Keeps what exists of a range and is not kept yet.</summary>
    private void Keep(ulong start, ulong length)
    {
        ulong end = start + (ulong)_machine.Read(start, (int)length).Length;
        for (ulong at = start; at < end;)
        {
            (ulong address, byte[] bytes) = _blocks.Find(block => unchecked(at - block.Address) < (ulong)block.Bytes.Length);
            if (bytes is not null)
            {
                at = address + (ulong)bytes.Length;
                continue;
            }

            ulong next = _blocks.Select(block => block.Address).Where(other => other > at).Append(end).Min();
            _blocks.Add((at, _machine.Read(at, (int)(Math.Min(next, end) - at))));
            at = next;
        }
    }
}
