namespace KdmpParser.Analysis.Stacks;

/// <summary>UNWIND_OP_CODES of x64: what an instruction of a prologue did ("x64 exception handling" of Microsoft's documentation).</summary>
internal enum UnwindOperation
{
    /// <summary>UWOP_PUSH_NONVOL: pushed a register.</summary>
    Push = 0,

    /// <summary>UWOP_ALLOC_LARGE: took more than 128 bytes of stack.</summary>
    AllocateLarge = 1,

    /// <summary>UWOP_ALLOC_SMALL: took 8 to 128 bytes of stack.</summary>
    AllocateSmall = 2,

    /// <summary>UWOP_SET_FPREG: made the frame register point into the frame.</summary>
    SetFrameRegister = 3,

    /// <summary>UWOP_SAVE_NONVOL: stored a register.</summary>
    Save = 4,

    /// <summary>UWOP_SAVE_NONVOL_FAR: the same, 512 KiB or more away.</summary>
    SaveFar = 5,

    /// <summary>UWOP_EPILOG, of version 2 only: no instruction of the prologue, but where an epilogue is.</summary>
    Epilogue = 6,

    /// <summary>UWOP_SPARE_CODE: nothing; it once was UWOP_SAVE_XMM_FAR, whose room it takes.</summary>
    Spare = 7,

    /// <summary>UWOP_SAVE_XMM128: stored a vector register.</summary>
    SaveXmm = 8,

    /// <summary>UWOP_SAVE_XMM128_FAR: the same, 1 MiB or more away.</summary>
    SaveXmmFar = 9,

    /// <summary>UWOP_PUSH_MACHFRAME: the processor pushed a frame at an interrupt or an exception.</summary>
    PushMachineFrame = 10,
}
