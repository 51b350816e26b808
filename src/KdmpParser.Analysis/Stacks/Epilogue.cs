namespace KdmpParser.Analysis.Stacks;

/// <summary>
/// The rest of an epilogue, decoded from its instructions. Compilers may write few forms only, so that an unwinder can know one ("x64 prolog and epilog" of
/// Microsoft's documentation): <c>add rsp, n</c> or <c>lea rsp, [frame + n]</c>, pops, and then a return or a jump out of the function.
/// </summary>
internal sealed class Epilogue
{
    /// <summary>As long as the longest one: 8 bytes, 15 pops of 2, vzeroupper of 3, and a jump of 7.</summary>
    public const int MaximumSize = 48;

    private Epilogue(int? frameRegister, long distance, int[] pops, long? jump) =>
        (FrameRegister, Distance, Pops, JumpDistance) = (frameRegister, distance, pops, jump);

    /// <summary>What the stack pointer is set from; <see langword="null"/> when it is raised.</summary>
    public int? FrameRegister { get; }

    /// <summary>How far above that it is set.</summary>
    public long Distance { get; }

    /// <summary>The registers that are popped, in order.</summary>
    public IReadOnlyList<int> Pops { get; }

    /// <summary>Where a jump leads, from the first instruction on; <see langword="null"/> for a return, and where a pointer says where.</summary>
    public long? JumpDistance { get; }

    /// <param name="code">The instructions from where the processor stood.</param>
    /// <param name="frameRegister">That of the function's unwind data; zero for none.</param>
    /// <param name="isCut">Whether the code ended before it could be told.</param>
    /// <returns><see langword="null"/> when this is none, or <paramref name="isCut"/>.</returns>
    public static Epilogue? Decode(ReadOnlySpan<byte> code, int frameRegister, out bool isCut)
    {
        var bytes = new CodeBytes(code);
        int? from = null;
        long distance = 0;
        if (bytes.Next(0x48, 0x83, 0xc4) || bytes.Next(0x48, 0x81, 0xc4))
            distance = bytes.Constant(isLong: bytes[-2] == 0x81);
        else if (frameRegister != 0 && bytes.Next(0x48 | frameRegister >> 3, 0x8d))
        {
            // ModRM: mod 1 or 2 (a distance follows), reg 4 (rsp), rm the frame register; for r12, rm asks for a SIB byte.
            int form = bytes.Take();
            if ((form & 0x3f) != (4 << 3 | frameRegister & 7) || form >> 6 is not (1 or 2) || ((frameRegister & 7) == 4 && !bytes.Next(0x24)))
            {
                isCut = bytes.IsCut;
                return null;
            }

            from = frameRegister;
            distance = bytes.Constant(isLong: form >> 6 == 2);
        }

        var pops = new List<int>();
        for (; ; )
        {
            int high = (bytes[0] & 0xf0) == 0x40 && (bytes[1] & 0xf8) == 0x58 ? 1 : 0;
            if ((bytes[high] & 0xf8) != 0x58)
                break;
            int register = bytes[high] & 7 | (high == 1 ? (bytes[0] & 1) << 3 : 0);
            if (register == 4)
                break;
            pops.Add(register);
            bytes.Skip(high + 1);
        }

        // vzeroupper, which LLVM writes behind the pops of functions that use AVX.
        bytes.Next(0xc5, 0xf8, 0x77);
        bool isEnd = TryEnd(ref bytes, out long? jump);
        isCut = bytes.IsCut;
        return isEnd && !isCut ? new(from, distance, [.. pops], jump) : null;
    }

    private static bool TryEnd(ref CodeBytes bytes, out long? jump)
    {
        jump = null;

        // ret, rep ret (which some compilers write for old processors), bnd ret, and ret with a number, of which no caller of x64 makes use.
        if (bytes.Next(0xc3) || bytes.Next(0xf3, 0xc3) || bytes.Next(0xf2, 0xc3) || bytes.Next(0xc2))
            return true;
        if (bytes.Next(0xeb) || bytes.Next(0xe9))
        {
            long distance = bytes.Constant(isLong: bytes[-1] == 0xe9);
            jump = bytes.Position + distance;
            return true;
        }

        // jmp [rip + n], as to an import; with a REX.W prefix any jump through a register or memory, which compilers write in epilogues only.
        return bytes.Next(0xff, 0x25) || ((bytes[0] & 0xf8) == 0x48 && bytes[1] == 0xff && (bytes[2] & 0x38) == 4 << 3);
    }
}
