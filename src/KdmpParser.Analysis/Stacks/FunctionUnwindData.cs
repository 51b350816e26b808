using System.Diagnostics.CodeAnalysis;
using KdmpParser.Analysis.Images;

namespace KdmpParser.Analysis.Stacks;

/// <summary>The functions of one image: which entries of its table are parts of one another.</summary>
/// <param name="memory">Where the image is.</param>
/// <param name="table">Its function table.</param>
internal sealed class FunctionUnwindData(UnwoundMemory memory, FunctionTable table)
{
    /// <summary>Reads the unwind data of an entry, through another entry where one stands for it.</summary>
    /// <param name="function">The entry.</param>
    /// <param name="entry">The entry that has the unwind data.</param>
    /// <param name="info">The unwind data.</param>
    /// <param name="failure">Why there is none.</param>
    public bool TryResolve(RuntimeFunction function, out RuntimeFunction entry, [NotNullWhen(true)] out UnwindInfo? info, [NotNullWhen(false)] out KernelDataFailure? failure)
    {
        (entry, info, failure) = (function, null, null);
        if (function.IsIndirect)
        {
            if (!table.TryRead(function.Target, out entry, out failure))
                return false;
            if (entry.IsIndirect)
            {
                failure = KernelDataFailure.CheckFailed("an entry of the function table stands for one that stands for another", table.Image + function.Target);
                return false;
            }
        }

        info = UnwindInfo.Read(memory.Space, table.Image + entry.UnwindData, out failure);
        return info is not null;
    }

    /// <summary>
    /// Whether a jump at the end of what may be an epilogue calls another function, and does not go on in another part of the same one. A function begins
    /// where its entry does, with nothing on the stack: what has a frame from its first instruction on is a part that a compiler moved away.
    /// </summary>
    /// <param name="from">The entry that the jump lies in.</param>
    /// <param name="info">Its unwind data.</param>
    /// <param name="target">Where it leads.</param>
    /// <param name="unknown">Why that is not known.</param>
    public bool IsTailCall(RuntimeFunction from, UnwindInfo info, VirtualAddress target, out KernelDataFailure? unknown)
    {
        ulong distance = target - table.Image;
        unknown = null;
        if (distance > uint.MaxValue || table.Find((uint)distance, out unknown) is not { } function)
            return unknown is null;
        if (function.Begin != distance || !TryResolve(function, out RuntimeFunction entry, out UnwindInfo? other, out unknown))
            return false;

        // A function can call itself at its end.
        if (function == from)
            return info.Parent is null;
        return other.Parent is null && entry == function && (other.SizeOfProlog > 0 || other.Codes.Count == 0);
    }
}
