using System.Runtime.InteropServices;
using System.Text;
using KdmpParser.Tests;

namespace KdmpTool.Tests.HostileText;

/// <summary>
/// Dumps whose every text is an <see cref="Attack"/>, one for each entry of a list; what is there once has the one that is chosen. They are
/// written by hand: the writer of the library has its own opinion of what may stand in a dump.
/// </summary>
/// <param name="single">For what is there once, and for the first module, in which the processor stopped.</param>
/// <param name="all">For lists.</param>
internal sealed class HostileDump(Attack single, IReadOnlyList<Attack> all)
{
    public const ulong KernelImage = ImageBytes.Base;
    public const ulong StackPointer = 0xffff8504_29890000;
    public const ulong Texts = 0xffffc08b_70000000;

    /// <summary>An ANSI_STRING of the first text there.</summary>
    public const ulong FirstText = Texts - 0x1000;

    /// <summary>The UNICODE_STRING of the first module's name.</summary>
    public const ulong FirstName = DriverEntries + 0x58;

    private const uint ImageSize = 0x8000;
    private const ulong DriverImages = 0xfffff806_00000000;
    private const ulong DriverEntries = 0xffffc08b_00000000;
    private const ulong Processes = 0xffffc08b_20000000;
    private const ulong Prcb = 0xfffff804_50000180;
    private const ulong Thread = 0xffffc08b_10000080;
    private const ulong UnloadedVariable = 0xfffff804_1000a308;
    private const ulong UnloadedRing = 0xffffc08b_40000000;
    private const uint UnloadedEntries = 50;
    private const ulong Teb = 0x2b7f_0000;
    private const ulong Peb = 0x2b7f_8000;
    private const ulong UserEntries = 0x0000_0200_0000_0000;
    private const ulong UserImages = 0x0000_7ff6_00000000;
    private const uint Peb32 = 0x0040_0000;
    private const uint Loader32 = 0x0041_0000;
    private const uint Entries32 = 0x0100_0000;

    private readonly Attack[] _all = [single, .. all];

    /// <summary>One attack, and every other in lists.</summary>
    public static HostileDump Of(string name) => new(Attack.Of(name), Attack.All);

    /// <summary>A dump with physical memory (type 8): modules of all kinds, processes, an image, a stack, texts in memory.</summary>
    public byte[] Kernel()
    {
        KernelBytes memory = new KernelBytes().KdDebuggerData().Processor(0, Prcb, Thread, StackPointer).Thread(Thread, Processes + 0x1000, Teb)
            .U64(Thread + 0x28, StackPointer + 0x1000);
        Image(memory);
        Drivers(memory);
        Unloaded(memory);
        Running(memory);
        User(memory);
        User32(memory);
        Stack(memory);
        string texts = string.Join('\0', _all.Select(attack => attack.Text));
        memory.Write(Texts, Encoding.UTF8.GetBytes(texts)).Write(Texts + 0x4000, Utf16(texts));
        memory.U16(FirstText, (ushort)single.Text.Length).U16(FirstText + 2, (ushort)single.Text.Length).U64(FirstText + 8, Texts);
        DumpBytes dump = Header(memory.Dump);
        return dump.Blobs().Blob([.. Enumerable.Range(0x20, 16).Select(i => (byte)i)], 0x40).ToArray();
    }

    /// <summary>A small dump (type 4): its table of drivers, its unloaded drivers, a stack that points into all of them.</summary>
    public byte[] Small()
    {
        const int Drivers = 0x8000, Names = 0x10000, NameRoom = 0x400, Unloaded = 0x7000;
        DumpBytes bytes = DumpBytes.Triage(StackPointer).U32(0x2030, Drivers).U32(0x2034, (uint)_all.Length).U32(0x2018, Unloaded).U64(Unloaded, (ulong)_all.Length);
        bytes.Zeros(0x3000, 0x200);
        for (int i = 0; i < _all.Length; i++)
        {
            int entry = Drivers + 0x90 * i, name = Names + NameRoom * i;
            string path = @"\dir\" + _all[i].Text;
            bytes.Zeros(entry, 0x90).U32(entry, (uint)name).U64(entry + 0x38, DriverImages + 0x10000UL * (ulong)i).U32(entry + 0x48, 0x8000);
            bytes.U32(name, (uint)path.Length).Write(name + 4, Utf16(path));
            int gone = Unloaded + 8 + 0x38 * i;
            bytes.Write(gone + 0x10, Utf16(_all[i].Text[..Math.Min(12, _all[i].Text.Length)])).U64(gone + 0x28, DriverImages).U64(gone + 0x30, DriverImages + 0x1000);
            if (8 * i < 0x200)
                bytes.U64(0x3000 + 8 * i, DriverImages + 0x10000UL * (ulong)i + 0x10);
        }

        // The mark of the end moves behind the names.
        int end = (bytes.Length + 0xfff) & ~0xfff;
        return Header(bytes.Text(end, "TRGD").U32(0x2004, (uint)end + 4).U32(0x2008, (uint)end), DriverImages).ToArray();
    }

    private DumpBytes Header(DumpBytes dump, ulong image = KernelImage)
    {
        dump.Zeros(0x060, 32).Write(0x060, Cut(single, 32)).Zeros(0xfb0, 128).Write(0xfb0, Cut(single, 128));
        dump.U32(0x038, 0x7e).U64(0x040, 0xffffffff_c0000005).U64(0x048, image + 0x1238).U64(0x050, 0).U64(0x058, 0);
        dump.Zeros(0x348, 0x4d0).U32(0x348 + 0x30, 0x10005f).U64(0x348 + 0x98, StackPointer).U64(0x348 + 0xf8, image + 0x1238).U64(0x348 + 0x78, image + 0x20);
        return dump.Zeros(0xf00, 0x98).U32(0xf00, 0xc0000005).U64(0xf10, image + 0x1238).U32(0xf18, 2).U64(0xf28, image);
    }

    /// <summary>The kernel's image: names of its sections, of its exports and of its PDB.</summary>
    private void Image(KernelBytes memory)
    {
        byte[] path = Encoding.UTF8.GetBytes(@"d:\x\" + single.Text + "\0");
        memory.WithImage().Write(ImageBytes.Record + 0x18, path).U32(ImageBytes.DebugDirectory + 0x1c + 0x10, (uint)(0x18 + path.Length));
        memory.Write(ImageBytes.Sections, new byte[8]).Write(ImageBytes.Sections, Cut(single, 8));
        memory.Write(ImageBytes.Texts, [.. Cut(single, 0x3f), 0]).Write(ImageBytes.Texts + 0x80, [.. Cut(single, 0x70), 0]);
    }

    private void Drivers(KernelBytes memory)
    {
        for (int i = 0; i < _all.Length; i++)
            Module(memory, DriverEntries + 0x1000 * (ulong)i, i == 0 ? KernelImage : DriverImages + 0x10000 * (ulong)i, _all[i].Text);
        memory.List(KernelBytes.ModuleHead, [.. Enumerable.Range(0, _all.Length).Select(i => DriverEntries + 0x1000 * (ulong)i)]);
    }

    private void User(KernelBytes memory)
    {
        memory.Environment(Teb, Peb);
        for (int i = 0; i < _all.Length; i++)
            Module(memory, UserEntries + 0x1000 * (ulong)i, UserImages + 0x10000 * (ulong)i, _all[i].Text).U32(UserEntries + 0x1000 * (ulong)i + 0x80, 1);
        memory.List(Peb + 0x910, [.. Enumerable.Range(0, _all.Length).Select(i => UserEntries + 0x1000 * (ulong)i)]);
    }

    /// <summary>The 32-bit half of the process.</summary>
    private void User32(KernelBytes memory)
    {
        const ulong Teb32 = Teb + 0x2000;
        memory.U32(Teb32 + 0x18, (uint)Teb32).U32(Teb32 + 0x30, Peb32).U32(Peb32 + 0x0c, Loader32).U32(Loader32 + 0x0c, Entries32);
        for (int i = 0; i < _all.Length; i++)
        {
            uint entry = Entries32 + 0x1000 * (uint)i, text = entry + 0x100;
            var length = (ushort)(2 * _all[i].Text.Length);
            memory.U32(entry, i + 1 < _all.Length ? entry + 0x1000 : Loader32 + 0x0c).U32(entry + 0x18, 0x2000_0000 + 0x10000 * (uint)i).U32(entry + 0x20, 0x2000);
            memory.U16(entry + 0x24, length).U32(entry + 0x28, text).U16(entry + 0x2c, length).U32(entry + 0x30, text).Write(text, Utf16(_all[i].Text));
        }
    }

    private void Unloaded(KernelBytes memory)
    {
        memory.U64(KernelBytes.DebuggerData + 0x220, UnloadedVariable, UnloadedVariable + 8).U64(UnloadedVariable, UnloadedRing).U32(UnloadedVariable + 8, (uint)Math.Min(_all.Length, UnloadedEntries));
        memory.Write(UnloadedRing, new byte[UnloadedEntries * 0x28]);

        // The ring has no room for all: the latest, which nobody has seen yet, are those of the end.
        Attack[] latest = [.. _all.TakeLast((int)UnloadedEntries)];
        for (int i = 0; i < latest.Length; i++)
        {
            ulong entry = UnloadedRing + (ulong)i * 0x28;
            Text(memory, entry, latest[i].Text, UnloadedRing + 0x10_0000 + (ulong)i * 0x400);
            memory.U64(entry + 0x10, DriverImages, DriverImages + 0x1000, 0);
        }
    }

    private void Running(KernelBytes memory)
    {
        memory.Process(Processes, 4, "System", parent: 0);
        for (int i = 0; i < _all.Length; i++)
        {
            ulong process = Processes + 0x1000 * (ulong)(i + 1);
            memory.Process(process, 8 + 4 * (ulong)i, "", peb: i == 0 ? Peb : 0).Write(process + 0x5a8, Cut(_all[i], 15));
        }

        memory.ProcessList([.. Enumerable.Range(0, _all.Length + 1).Select(i => Processes + 0x1000 * (ulong)i)]);
    }

    private void Stack(KernelBytes memory)
    {
        memory.Write(StackPointer, new byte[0x1000]);
        for (int i = 0; i < _all.Length; i++)
            memory.U64(StackPointer + 8 * (ulong)i, (i == 0 ? KernelImage : DriverImages + 0x10000 * (ulong)i) + 0x10);
    }

    /// <summary>LDR_DATA_TABLE_ENTRY with texts as they are, whatever is wrong with their UTF-16.</summary>
    private static KernelBytes Module(KernelBytes memory, ulong entry, ulong image, string name)
    {
        memory.U64(entry + 0x30, image).U32(entry + 0x40, ImageSize);
        Text(memory, entry + 0x48, @"\dir\" + name, entry + 0x400);
        return Text(memory, entry + 0x58, name, entry + 0x200);
    }

    /// <summary>UNICODE_STRING, whose length has 16 bits.</summary>
    private static KernelBytes Text(KernelBytes memory, ulong address, string text, ulong buffer)
    {
        var length = (ushort)Math.Min(2 * text.Length, ushort.MaxValue - 1);
        return memory.Write(buffer, Utf16(text)).U16(address, length).U16(address + 2, length).U64(address + 8, buffer);
    }

    private static byte[] Utf16(string text) => MemoryMarshal.AsBytes(text.AsSpan()).ToArray();

    /// <summary>As many bytes as a field has, a byte for each character: those beyond Latin-1 lose their upper half.</summary>
    private static byte[] Cut(Attack attack, int bytes) => [.. attack.Text.Take(bytes).Select(c => (byte)c)];
}
