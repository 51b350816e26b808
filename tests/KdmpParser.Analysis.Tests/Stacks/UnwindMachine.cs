using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

/// <summary>
/// A machine with one driver, whose function table and unwind data are written by hand, and a stack. Offsets are those of winnt.h and of "x64 exception
/// handling" of Microsoft's documentation.
/// </summary>
internal sealed class UnwindMachine
{
    public const ulong Image = KernelBytes.Image;

    /// <summary>The stack pointer; the stack's pages go 4 KiB down and 12 KiB up from here.</summary>
    public const ulong Stack = 0xffff8504_29891000;

    /// <summary>Text, the function table, the unwind data; relative to the image.</summary>
    public const uint Text = 0x1000;
    public const uint Table = 0x3000;
    public const uint Data = 0x5000;

    private const uint ImageSize = 0x8000;
    private const ulong Optional = ImageBytes.Header + 0x18;

    private readonly KernelBytes _memory = new KernelBytes().WithImage();
    private uint _nextData = Data;
    private int _functions;

    public UnwindMachine()
    {
        _memory.Write(Image + Text, new byte[0x2000]).Write(Image + Table, new byte[0x2000]).Write(Image + Data, new byte[0x2000]);
        _memory.Write(Stack - 0x1000, new byte[0x4000]).WithModule("driver.sys", Image, ImageSize);
    }

    public KernelBytes Memory => _memory;

    /// <summary>Adds an entry to the function table, in the order of addresses.</summary>
    public UnwindMachine Entry(uint begin, uint end, uint unwindData)
    {
        _memory.U32(Image + Table + (ulong)_functions * 12, begin).U32(Image + Table + (ulong)_functions * 12 + 4, end).U32(Image + Table + (ulong)_functions * 12 + 8, unwindData);
        return Count(++_functions);
    }

    /// <summary>Says how many entries the function table has: directory 3 of the optional header.</summary>
    public UnwindMachine Count(int functions)
    {
        _memory.U32(Optional + 0x70 + 3 * 8, functions == 0 ? 0 : Table).U32(Optional + 0x74 + 3 * 8, (uint)functions * 12);
        return this;
    }

    /// <summary>Writes an UNWIND_INFO behind the others.</summary>
    /// <param name="address">Where it is, relative to the image.</param>
    /// <param name="bytes">All of it.</param>
    public UnwindMachine Info(out uint address, params byte[] bytes)
    {
        address = _nextData;
        _memory.Write(Image + address, bytes);
        _nextData += (uint)(bytes.Length + 3 & ~3);
        return this;
    }

    /// <summary>Adds a function of version 1 without flags.</summary>
    public UnwindMachine Function(uint begin, uint end, byte sizeOfProlog, byte frame, params byte[] codes) =>
        Info(out uint address, [1, sizeOfProlog, (byte)(codes.Length / 2), frame, .. codes]).Entry(begin, end, address);

    /// <summary>Values on the stack, from so many bytes above the stack pointer on.</summary>
    public UnwindMachine Push(ulong above, params ulong[] values)
    {
        _memory.U64(Stack + above, values);
        return this;
    }

    public UnwindMachine Instructions(uint address, params byte[] bytes)
    {
        _memory.Write(Image + address, bytes);
        return this;
    }

    /// <summary>Unwinds from an address in the driver.</summary>
    public Backtrace Unwind(uint address, KernelDumpLimits? limits = null) => Unwind(new Amd64Context { Rip = Image + address, Rsp = Stack }, limits);

    public Backtrace Unwind(Amd64Context context, KernelDumpLimits? limits = null)
    {
        using KernelDump dump = _memory.Open(limits);
        return dump.Unwind(context);
    }
}
