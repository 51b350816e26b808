namespace KdmpParser.Analysis;

/// <summary>How a frame of a call stack was found.</summary>
public enum FrameOrigin
{
    /// <summary>It is where the registers say that the processor stood.</summary>
    Context,

    /// <summary>The unwind data of the function below it says where its return address is.</summary>
    UnwindData,

    /// <summary>The function below it stood in its epilogue: what was left of it was carried out.</summary>
    Epilogue,

    /// <summary>The function below it has no unwind data: it is a leaf, whose return address is at the stack pointer.</summary>
    Leaf,

    /// <summary>The processor pushed it at an interrupt, a fault or a trap (Intel SDM vol. 3A, 6.14.2).</summary>
    MachineFrame,
}
