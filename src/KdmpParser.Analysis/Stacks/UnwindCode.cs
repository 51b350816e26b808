namespace KdmpParser.Analysis.Stacks;

/// <summary>One operation of an UNWIND_INFO: UNWIND_CODE with the slots behind it.</summary>
/// <param name="Offset">Where its instruction ends, from the beginning of the prologue on.</param>
/// <param name="Operation">What it did.</param>
/// <param name="Info">A register, or what else the operation keeps in four bits.</param>
/// <param name="Operand">Bytes: how many were taken, or how far from the frame something was stored.</param>
internal readonly record struct UnwindCode(byte Offset, UnwindOperation Operation, int Info, ulong Operand)
{
    /// <summary>Slots of two bytes that an operation takes; zero for one that there is not.</summary>
    public static int Slots(UnwindOperation operation, int info) => operation switch
    {
        UnwindOperation.AllocateLarge => info == 0 ? 2 : 3,
        UnwindOperation.Save or UnwindOperation.SaveXmm => 2,
        UnwindOperation.SaveFar or UnwindOperation.SaveXmmFar or UnwindOperation.Spare => 3,
        UnwindOperation.Push or UnwindOperation.AllocateSmall or UnwindOperation.SetFrameRegister
            or UnwindOperation.Epilogue or UnwindOperation.PushMachineFrame => 1,
        _ => 0,
    };
}
