using System.Diagnostics.CodeAnalysis;
using KdmpParser.Analysis.Images;

namespace KdmpParser.Analysis.Stacks;

/// <summary>
/// Goes from one frame to the one that called it, as RtlVirtualUnwind does ("x64 exception handling" of Microsoft's documentation), with images and stack
/// out of a dump.
/// </summary>
/// <param name="memory">Images and stacks.</param>
internal sealed class FrameUnwinder(UnwoundMemory memory)
{
    /// <summary>An offset behind every prologue.</summary>
    private const uint Body = uint.MaxValue;

    /// <param name="registers">Those of a frame; they become those of its caller. Where that fails they mean nothing any more.</param>
    /// <param name="isExact">Whether it was interrupted where it stands, and did not call.</param>
    /// <param name="step">How it went.</param>
    /// <param name="failure">Why it could not go.</param>
    public bool TryUnwind(FrameRegisters registers, bool isExact, out UnwindStep step, [NotNullWhen(false)] out KernelDataFailure? failure)
    {
        step = default;
        VirtualAddress stopped = registers.InstructionPointer;

        // A call can be the last instruction of a function: it goes on where the next one begins.
        VirtualAddress within = isExact ? stopped : stopped - 1;
        LoadedModule? module = memory.FindModule(within);
        if (module is null && isExact)
            return TryUnwindLeaf(registers, Certainty.Possible, "what it called lies in no known module, and is taken for a function that keeps nothing on the stack", out step, out failure);
        if (module is null)
        {
            failure = KernelDataFailure.NotRecorded("the last frame lies in no known module, so there is no unwind data for it", stopped);
            return false;
        }

        if (!memory.TryFindTable(module, out FunctionTable? table, out failure))
            return false;
        var relative = (uint)(within - module.Base);
        RuntimeFunction? found = table.Find(relative, out failure);
        if (failure is not null)
            return false;
        if (found is null && isExact)
        {
            return table.Failure is not null
                ? TryUnwindLeaf(registers, Certainty.Possible, "the image of what it called has no unwind data, so that is taken for a function that keeps nothing on the stack", out step, out failure)
                : TryUnwindLeaf(registers, Certainty.Certain, null, out step, out failure);
        }

        if (found is not { } function)
        {
            failure = KernelDataFailure.CheckFailed("the last frame lies in a function without unwind data, and those call nothing", stopped);
            return false;
        }

        var functions = new FunctionUnwindData(memory, table);
        if (!functions.TryResolve(function, out RuntimeFunction entry, out UnwindInfo? info, out failure))
            return false;
        uint offset = entry.Contains(relative) ? (uint)(stopped - (module.Base + entry.Begin)) : Body;
        string? assumption = null;
        if (isExact && offset >= info.SizeOfProlog && (!info.ListsEpilogues || info.IsInEpilogue(function, relative)))
        {
            Epilogue? epilogue = ReadEpilogue(functions, entry, info, stopped, out KernelDataFailure? unknown);
            if (epilogue is not null)
                return TryFinish(registers, epilogue, out step, out failure);
            if (info.ListsEpilogues)
            {
                failure = unknown ?? KernelDataFailure.CheckFailed("the unwind data of the last frame says that it stood in an epilogue, where there is none", stopped);
                return false;
            }

            assumption = unknown is null ? null : "the code of what it called is not in the dump; that it stood in no epilogue is taken for granted";
        }

        return TryUndo(registers, functions, info, offset, assumption, out step, out failure);
    }

    /// <summary>A function that neither calls nor uses the stack: its return address is where the stack pointer points.</summary>
    private bool TryUnwindLeaf(FrameRegisters registers, Certainty certainty, string? assumption, out UnwindStep step, [NotNullWhen(false)] out KernelDataFailure? failure)
    {
        step = new(FrameOrigin.Leaf, certainty) { Assumption = assumption };
        return TryReturn(registers, out failure);
    }

    private Epilogue? ReadEpilogue(FunctionUnwindData functions, RuntimeFunction entry, UnwindInfo info, VirtualAddress at, out KernelDataFailure? unknown)
    {
        Span<byte> code = stackalloc byte[Epilogue.MaximumSize];
        ReadResult read = memory.Space.Read(at, code);
        Epilogue? epilogue = Epilogue.Decode(code[..read.BytesRead], info.FrameRegister, out bool isCut);
        unknown = isCut && read.Failure is { } missing ? KernelDataFailure.Unreadable("code", missing) : null;
        if (epilogue?.JumpDistance is { } distance)
        {
            VirtualAddress target = unchecked(at.Value + (ulong)distance);
            if (!functions.IsTailCall(entry, info, target, out unknown))
                return null;
        }

        return epilogue;
    }

    private bool TryFinish(FrameRegisters registers, Epilogue epilogue, out UnwindStep step, [NotNullWhen(false)] out KernelDataFailure? failure)
    {
        step = new(FrameOrigin.Epilogue, Certainty.Certain) { MaySwitchStack = epilogue.FrameRegister is not null };
        if (!TryBase(registers, epilogue.FrameRegister, out VirtualAddress from, out failure))
            return false;
        registers.StackPointer = unchecked(from.Value + (ulong)epilogue.Distance);
        foreach (int register in epilogue.Pops)
        {
            if (!TryPop(registers, out ulong value, out failure))
                return false;
            registers.SetGeneral(register, value);
        }

        return TryReturn(registers, out failure);
    }

    /// <summary>Undoes what was done of a prologue, and then of those of the functions that this is a part of.</summary>
    private bool TryUndo(
        FrameRegisters registers, FunctionUnwindData functions, UnwindInfo info, uint offset, string? assumption, out UnwindStep step, [NotNullWhen(false)] out KernelDataFailure? failure)
    {
        step = new(FrameOrigin.UnwindData, assumption is null ? Certainty.Certain : Certainty.Likely) { Assumption = assumption };
        for (int parts = 0; ; parts++)
        {
            if (!TryUndo(registers, info, offset, ref step, out failure))
                return false;
            if (step.Origin == FrameOrigin.MachineFrame || info.Parent is not { } parent)
                break;
            if (parts >= memory.Limits.ChainedUnwindInfos)
            {
                failure = KernelDataFailure.LimitExceeded("chained pieces of unwind data", memory.Limits.ChainedUnwindInfos);
                return false;
            }

            if (!functions.TryResolve(parent, out _, out UnwindInfo? next, out failure))
                return false;
            (info, offset) = (next, Body);
        }

        if (step.Origin != FrameOrigin.MachineFrame)
            return TryReturn(registers, out failure);
        registers.ForgetVolatile();
        return true;
    }

    private bool TryUndo(FrameRegisters registers, UnwindInfo info, uint offset, ref UnwindStep step, [NotNullWhen(false)] out KernelDataFailure? failure)
    {
        // Before the prologue has set the frame register, distances count from the stack pointer.
        bool isFrameSet = info.FrameRegister != 0 && (offset >= info.SizeOfProlog || info.Parent is not null
            || info.Codes.Any(code => code.Operation == UnwindOperation.SetFrameRegister && code.Offset <= offset));
        if (!TryBase(registers, isFrameSet ? info.FrameRegister : null, out VirtualAddress frame, out failure))
            return false;
        if (isFrameSet)
            frame -= info.FrameOffset;
        foreach (UnwindCode code in info.Codes.Where(code => code.Offset <= offset))
        {
            switch (code.Operation)
            {
                case UnwindOperation.Push:
                    if (!TryPop(registers, out ulong pushed, out failure))
                        return false;
                    registers.SetGeneral(code.Info, pushed);
                    break;
                case UnwindOperation.AllocateSmall or UnwindOperation.AllocateLarge:
                    registers.StackPointer += code.Operand;
                    break;
                case UnwindOperation.SetFrameRegister:
                    registers.StackPointer = frame;
                    step = step with { MaySwitchStack = true };
                    break;
                case UnwindOperation.Save or UnwindOperation.SaveFar:
                    if (!TryReadStack(frame + code.Operand, out ulong saved, out failure))
                        return false;
                    registers.SetGeneral(code.Info, saved);
                    break;
                case UnwindOperation.SaveXmm or UnwindOperation.SaveXmmFar:
                    if (!TryReadStack(frame + code.Operand, out UInt128 vector, out failure))
                        return false;
                    registers.SetXmm(code.Info, vector);
                    break;
                case UnwindOperation.PushMachineFrame:
                    if (!TryReadStack(registers.StackPointer + (code.Info == 0 ? 0UL : sizeof(ulong)), out MachineFrame pushedFrame, out failure))
                        return false;
                    (registers.InstructionPointer, registers.StackPointer) = (pushedFrame.Rip, pushedFrame.Rsp);
                    step = step with { Origin = FrameOrigin.MachineFrame, CodeSegment = (ushort)(pushedFrame.Cs & ushort.MaxValue), MaySwitchStack = true };
                    return true;
                default:
                    break;
            }
        }

        return true;
    }

    /// <param name="registers">Those of the frame.</param>
    /// <param name="register">What is meant; <see langword="null"/> for the stack pointer.</param>
    /// <param name="value">What it holds.</param>
    /// <param name="failure">That it is not known.</param>
    private static bool TryBase(FrameRegisters registers, int? register, out VirtualAddress value, [NotNullWhen(false)] out KernelDataFailure? failure)
    {
        ulong? known = register is { } number ? registers.General(number) : registers.StackPointer.Value;
        value = known ?? 0;
        failure = known is not null ? null : KernelDataFailure.NotRecorded(
            $"the last frame is where {FrameRegisters.Name(register!.Value)} points, which is not known there", registers.InstructionPointer);
        return failure is null;
    }

    private bool TryReturn(FrameRegisters registers, [NotNullWhen(false)] out KernelDataFailure? failure)
    {
        if (!TryPop(registers, out ulong address, out failure))
            return false;
        registers.InstructionPointer = address;
        registers.ForgetVolatile();
        return true;
    }

    private bool TryPop(FrameRegisters registers, out ulong value, [NotNullWhen(false)] out KernelDataFailure? failure)
    {
        bool isRead = TryReadStack(registers.StackPointer, out value, out failure);
        registers.StackPointer += sizeof(ulong);
        return isRead;
    }

    private bool TryReadStack<T>(VirtualAddress address, out T value, [NotNullWhen(false)] out KernelDataFailure? failure) where T : unmanaged
    {
        bool isRead = memory.Space.TryRead(address, out value, out MemoryFailure unreadable);
        failure = isRead ? null : KernelDataFailure.Unreadable("the stack", unreadable);
        return isRead;
    }
}
