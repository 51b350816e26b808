using Iced.Intel;

namespace KdmpParser.Analysis.Code;

/// <summary>What the page tables of a dump say to the accesses of an instruction.</summary>
/// <param name="memory">The address space.</param>
/// <param name="isUser">Whether the instruction ran in user mode.</param>
internal sealed class AccessReader(VirtualAddressSpace memory, bool isUser)
{
    /// <summary>The fetch of the instruction itself.</summary>
    public AttemptedAccess Fetch(VirtualAddress address, AddressDescription? description) =>
        Check(new(MemoryAccess.Execute, "rip", 1) { Address = address, Description = description }, isAligned: false);

    /// <summary>An access to memory, if the operand is one.</summary>
    public AttemptedAccess? Of(CodeOperand operand, in Instruction instruction) => operand.Access == MemoryAccess.None
        ? null
        : Check(new(operand.Access, operand.Text, operand.Size) { Address = operand.Address, Description = operand.Description }, IsAligned(instruction));

    private AttemptedAccess Check(AttemptedAccess access, bool isAligned)
    {
        if (access.Address is not { } first)
            return access;
        VirtualAddress last = first + (ulong)Math.Max(access.Size - 1, 0);
        if (!first.IsCanonical || !last.IsCanonical)
            return access with { Outcome = AccessOutcome.NotCanonical };
        if (isAligned && access.Size > 0 && first.Value % (ulong)access.Size != 0)
            return access with { Outcome = AccessOutcome.Misaligned };
        (AccessOutcome outcome, MemoryFailure? failure) = Page(access.Access, first);
        if (outcome is AccessOutcome.Allowed or AccessOutcome.Unknown && first.Value / PhysicalAddress.PageSize != last.Value / PhysicalAddress.PageSize
            && Page(access.Access, last) is { Outcome: not AccessOutcome.Allowed } second)
            (outcome, failure) = second;
        return access with { Outcome = outcome, Failure = failure };
    }

    private (AccessOutcome Outcome, MemoryFailure? Failure) Page(MemoryAccess access, VirtualAddress address)
    {
        if (!memory.HasPageTables)
            return (AccessOutcome.Unknown, memory.View(address, 1).Failure);
        Translation translation = memory.Translate(address);
        if (translation.PageSize is null)
            return (translation.Failure is { Reason: MemoryFailureReason.NotPresent } ? AccessOutcome.NotPresent : AccessOutcome.Unknown, translation.Failure);
        if (translation.IsTransition || translation.PrototypePte is not null)
            return (AccessOutcome.NotPresent, null);
        return (isUser && translation.User == false ? AccessOutcome.NotForUsers
            : access.HasFlag(MemoryAccess.Write) && translation.Writable == false ? AccessOutcome.NotWritable
            : access == MemoryAccess.Execute && translation.Executable == false ? AccessOutcome.NotExecutable
            : AccessOutcome.Allowed, null);
    }

    /// <summary>Whether the instruction faults where its memory is not aligned (Intel SDM vol. 1, 14.9; vol. 2, "exception type 1").</summary>
    private static bool IsAligned(in Instruction instruction) => instruction.Mnemonic is
        Mnemonic.Movaps or Mnemonic.Movapd or Mnemonic.Movdqa or Mnemonic.Movntps or Mnemonic.Movntpd or Mnemonic.Movntdq or Mnemonic.Movntdqa
        or Mnemonic.Vmovaps or Mnemonic.Vmovapd or Mnemonic.Vmovdqa or Mnemonic.Vmovdqa32 or Mnemonic.Vmovdqa64 or Mnemonic.Vmovntps or Mnemonic.Vmovntpd
        or Mnemonic.Vmovntdq or Mnemonic.Vmovntdqa or Mnemonic.Cmpxchg16b;
}
