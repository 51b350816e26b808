using System.Text;

namespace KdmpParser.Tests;

// What a small dump keeps beside its stack.
internal sealed partial class DumpBytes
{
    public const ulong SmallStack = 0xffff8504_29890000;
    public const ulong SmallContext = SmallStack + 0x10_0000;
    public const ulong SmallProcess = 0xffffc08b_20000000;
    public const int SmallPrcbAt = 0x8000;
    public const int SmallProcessAt = 0x20000;
    public const int SmallThreadAt = 0x21000;
    public const int SmallDriversAt = 0x4000;
    public const int SmallNamesAt = 0x5000;

    /// <summary>KDDEBUGGER_DATA64 at 0x4000, KiProcessorBlock at 0x5000, a context at 0x5200, and the three copies; the file ends at 0x30000.</summary>
    public static DumpBytes SmallKernel()
    {
        DumpBytes bytes = Triage(SmallStack, (KernelBytes.ProcessorBlock, 0x5000, 0x80), (SmallContext, 0x5200, 0x4d0));
        bytes.Write(0x4000, new byte[0x380]).Write(0x5000, new byte[0x6d0]).Write(0x6004, new byte[0x30000 - 0x6004]);
        bytes.U64(0x080, KernelBytes.DebuggerData).U32(0x034, 16).U32(0x2070, 0x4000).U32(0x2074, 0x380);
        bytes.U32(0x201c, SmallPrcbAt).U32(0x2020, SmallProcessAt).U32(0x2024, SmallThreadAt);

        bytes.Text(0x4010, "KDBG").U32(0x4014, 0x380).U64(0x4218, KernelBytes.ProcessorBlock);
        (int Offset, ushort Value)[] offsets =
        [
            (0x29a, 0xf0), (0x2a0, 0xb8), (0x2a8, 0xa40), (0x2aa, 0x550), (0x2ac, 0x540), (0x2ae, 0x28), (0x2b0, 0xaf00), (0x2b4, 0x8), (0x2bc, 0x1f0),
            (0x2be, 0x24), (0x2c0, 0x898), (0x2f2, 0x100), (0x338, 0x85c0),
        ];
        foreach ((int offset, ushort value) in offsets)
            bytes.U16(0x4000 + offset, value);

        bytes.U32(0x5200 + 0x30, 0x10005f).U64(0x5200 + 0x98, 0x1234);
        bytes.U64(SmallPrcbAt + 0x8, 0xffffc08b_10000080).U32(SmallPrcbAt + 0x24, 3).U64(SmallPrcbAt + 0x85c0, SmallContext).U64(SmallPrcbAt + 0x100, 0x80050033).U64(SmallPrcbAt + 0x110, 0x1ad000);
        bytes.U64(SmallThreadAt + 0xb8, SmallProcess);
        bytes.U64(SmallProcessAt + 0x28, 0x5000).U64(SmallProcessAt + 0x440, 0x1230).U64(SmallProcessAt + 0x448, 0xffffc08b_00000448).U64(SmallProcessAt + 0x540, 4);
        return bytes.U64(SmallProcessAt + 0x550, 0xd1_2b7f_8000).Text(SmallProcessAt + 0x5a8, "demo.exe");
    }

    /// <summary>Three drivers, of which the last has no name.</summary>
    public static DumpBytes SmallDrivers()
    {
        DumpBytes bytes = Triage(SmallStack).U32(0x2030, SmallDriversAt).U32(0x2034, 3);
        for (int i = 0; i < 3; i++)
        {
            int entry = SmallDriversAt + 0x90 * i;
            bytes.U32(entry, (uint)(i == 2 ? 0 : SmallNamesAt + 0x100 * i)).U64(entry + 0x38, 0xfffff804_00000000 + 0x10000UL * (ulong)i).U32(entry + 0x48, 0x1000);
            bytes.U32(entry + 0x80, i == 2 ? 0x45474150U : 0x21U + (uint)i).U32(entry + 0x88, i == 2 ? 0 : 0x11U + (uint)i);
        }

        return Name(Name(bytes, SmallNamesAt, @"\dir\one.sys"), SmallNamesAt + 0x100, "two.sys");
    }

    private static DumpBytes Name(DumpBytes bytes, int offset, string name) =>
        bytes.U32(offset, (uint)name.Length).Write(offset + 4, Encoding.Unicode.GetBytes(name + "?"));

    /// <summary>Unloaded drivers, whose names are told with their terminating zeros.</summary>
    public static DumpBytes SmallUnloaded(ulong count, params string[] names)
    {
        DumpBytes bytes = Triage(SmallStack).U32(0x2018, SmallDriversAt).U64(SmallDriversAt, count);
        for (int i = 0; i < names.Length; i++)
        {
            int entry = SmallDriversAt + 8 + 0x38 * i;
            ulong start = 0xfffff804_00000000 + 0x10000UL * (ulong)i;
            bytes.Write(entry + 0x10, Encoding.Unicode.GetBytes(names[i])).U64(entry + 0x28, start).U64(entry + 0x30, start + 0x1000);
        }

        return bytes;
    }
}
