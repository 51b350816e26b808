using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

/// <summary>A machine with one page of code and one of data, the registers at the code, and an exception.</summary>
internal sealed class CodeMachine
{
    public const ulong Code = MachineBytes.Mapped;

    /// <summary>Writable, and not executable.</summary>
    public const ulong Data = MachineBytes.Mapped + 0x1000;

    public const ulong NoExecute = 1UL << 63;

    private readonly MachineBytes _memory = new();
    private readonly List<Action<DumpBytes>> _header = [];

    /// <param name="code">What stands at <see cref="Code"/>; no-operations follow.</param>
    public CodeMachine(params byte[] code)
    {
        _memory.Entry(MachineBytes.Pte + 8, MachineBytes.OtherPage | 7 | NoExecute);
        _memory.Write(MachineBytes.OtherPage, new byte[0x1000]);
        var page = new byte[0x1000];
        Array.Fill(page, (byte)0x90);
        code.CopyTo(page, 0);
        _memory.Write(MachineBytes.Page, page);
        Registers();
    }

    public CodeMachine Entry(ulong address, ulong value)
    {
        _memory.Entry(address, value);
        return this;
    }

    public CodeMachine Write(ulong offset, params byte[] bytes)
    {
        _memory.Write(MachineBytes.OtherPage + offset, bytes);
        return this;
    }

    public CodeMachine Bytes(ulong offset, params byte[] bytes)
    {
        _memory.Write(MachineBytes.Page + offset, bytes);
        return this;
    }

    /// <summary>CONTEXT of the header (winnt.h), as far as these tests need it.</summary>
    public CodeMachine Registers(ulong rip = Code, ulong rcx = 0, ulong rdx = 0, ulong rbx = 0, ulong rsp = Data + 0x800, ulong rax = 0, uint flags = 0x10001f, ushort cs = 0x10)
    {
        _header.Add(dump => dump.Zeros(0x348, 0x4d0).U32(0x348 + 0x30, flags).U16(0x348 + 0x38, cs).U64(0x348 + 0x78, rax).U64(0x348 + 0x80, rcx)
            .U64(0x348 + 0x88, rdx).U64(0x348 + 0x90, rbx).U64(0x348 + 0x98, rsp).U64(0x348 + 0xf8, rip));
        return this;
    }

    /// <summary>EXCEPTION_RECORD64 of the header.</summary>
    public CodeMachine Exception(uint code, ulong address = Code, params ulong[] information)
    {
        _header.Add(dump =>
        {
            dump.Zeros(0xf00, 0x98).U32(0xf00, code).U64(0xf10, address).U32(0xf18, (uint)information.Length);
            for (int i = 0; i < information.Length; i++)
                dump.U64(0xf20 + 8 * i, information[i]);
        });
        return this;
    }

    public CodeMachine BugCheck(uint code, params ulong[] parameters)
    {
        _header.Add(dump =>
        {
            dump.U32(0x038, code);
            for (int i = 0; i < parameters.Length; i++)
                dump.U64(0x040 + 8 * i, parameters[i]);
        });
        return this;
    }

    public KernelDump Open()
    {
        DumpBytes dump = _memory.ToDump();
        foreach (Action<DumpBytes> change in _header)
            change(dump);
        return dump.Open();
    }
}
