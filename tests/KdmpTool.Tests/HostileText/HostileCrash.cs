using KdmpParser.Analysis.Tests;
using KdmpParser.Tests;

namespace KdmpTool.Tests.HostileText;

/// <summary>Crashes about things that have hostile names: a driver object, a counted string, a process that no list has, a tag of pool, and a PDB of hostile symbols.</summary>
internal sealed class HostileCrash : IDisposable
{
    private const ulong Device = StoppedMachine.At, Driver = StoppedMachine.At + 0x1000, Process = StoppedMachine.At + 0x2000, Pool = StoppedMachine.At + 0x4000, Name = StoppedMachine.At + 0x5000, System = StoppedMachine.At + 0x8000;

    private readonly SymbolMachine _symbols = new();

    private HostileCrash(Attack attack)
    {
        byte[] text = [.. attack.Text.Select(c => (byte)c)];
        Files =
        [
            // DRIVER_POWER_STATE_FAILURE, of a device; INACCESSIBLE_BOOT_DEVICE, of a name; CRITICAL_PROCESS_DIED, and
            // CRITICAL_OBJECT_TERMINATION of one that is in the list; BAD_POOL_CALLER; DRIVER_USED_EXCESSIVE_PTES.
            Stopped(attack, text, 0x9f, 3, Device),
            Stopped(attack, text, 0x7b, Driver + 0x38),
            Stopped(attack, text, 0xef, Process),
            Stopped(attack, text, 0xf4, 3, Process),
            Stopped(attack, text, 0xc2, 7, 0, 0, Pool + 0x10),
            Stopped(attack, text, 0xd8, Driver + 0x38),
            WithSymbols(attack),
            WithWritableCode(attack, text),
        ];
    }

    public IReadOnlyList<byte[]> Files { get; }

    /// <summary>Where the PDBs are.</summary>
    public string Symbols => _symbols.Folder;

    public static HostileCrash Of(string attack) => new(Attack.Of(attack));

    public void Dispose() => _symbols.Dispose();

    private static byte[] Stopped(Attack attack, byte[] text, uint code, params ulong[] parameters)
    {
        StoppedMachine machine = new StoppedMachine(code, parameters).Write(memory => Things(memory, attack, text, code == 0xf4));
        using (machine.Open())
            return machine.Memory.Dump.ToArray();
    }

    private static void Things(KernelBytes memory, Attack attack, byte[] text, bool isListed) => memory
        .Write(Device, new byte[0x150]).U16(Device, 3).U16(Device + 2, 0x150).U64(Device + 8, Driver)
        .Write(Driver, new byte[0x150]).U16(Driver, 4).U16(Driver + 2, 0x150).U64(Driver + 0x18, StoppedMachine.Driver).UnicodeString(Driver + 0x38, attack.Text, Name)
        .Write(Process, new byte[0x1000]).U8(Process, 3).Write(Process + 0x440, [0x10]).Write(Process + 0x5a8, text.AsSpan(0, Math.Min(15, text.Length)))
        .Process(System, 4, "System").ProcessList(isListed ? [System, Process] : [System])
        .U32(Pool, 0x020a0003).Write(Pool + 4, text.AsSpan(0, Math.Min(4, text.Length)));

    /// <summary>A kernel whose functions a PDB names. It stopped in one of them, called by others.</summary>
    private byte[] WithSymbols(Attack attack)
    {
        byte[] symbols = [.. Enumerable.Range(0, 8).SelectMany(i => PdbBytes.Public(1, (uint)(0x10 + 0x40 * i), attack.Text))];
        _symbols.Store("shapes.pdb", "shapes.pdb").Store("demo.pdb", new PdbBytes().Stream(PdbBytes.Records, symbols).ToArray());
        _symbols.Memory.Module(KernelBytes.Entries + 0x1000, SymbolMachine.Driver, 0x5000, attack.Text, attack.Text).List(KernelBytes.ModuleHead, KernelBytes.Entries, KernelBytes.Entries + 0x1000);

        // call +3c: the second symbol.
        _symbols.Memory.Write(SymbolMachine.Kernel + 0x100f, [0xe8, 0x3c, 0, 0, 0]);
        for (ulong i = 0; i < 16; i++)
            _symbols.Memory.U64(HostileDump.StackPointer + 8 * i, SymbolMachine.Kernel + 0x1015 + 0x10 * i);
        _symbols.Memory.Dump.U32(0x038, 0x7e).U64(0x040, 0xffffffff_c0000005).U64(0x048, SymbolMachine.Kernel + 0x1014).U64(0x050, 0).U64(0x058, 0)
            .Zeros(0x348, 0x4d0).U32(0x348 + 0x30, 0x10005f).U64(0x348 + 0x98, HostileDump.StackPointer).U64(0x348 + 0xf8, SymbolMachine.Kernel + 0x1014).U64(0x348 + 0x78, SymbolMachine.Kernel + 0x1050);
        return _symbols.Memory.Dump.ToArray();
    }

    private static byte[] WithWritableCode(Attack attack, byte[] text) => new KernelBytes().KdDebuggerData().WithImage()
        .Write(ImageBytes.Sections, new byte[8]).Write(ImageBytes.Sections, text.AsSpan(0, Math.Min(8, text.Length)))
        .Module(KernelBytes.Entries, ImageBytes.Base, 0x8000, attack.Text, "").List(KernelBytes.ModuleHead, KernelBytes.Entries)
        .DataOnly().Rights(ImageBytes.Base + 0x1000, "rwx").Dump.ToArray();
}
