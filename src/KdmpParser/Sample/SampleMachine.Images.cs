using System.Runtime.InteropServices;
using System.Text;
using KdmpParser.Format;
using static KdmpParser.Sample.SampleLayout;

namespace KdmpParser.Sample;

// Images and the loader's lists of them.
internal sealed partial class SampleMachine
{
    private const uint ReadExecute = 0x6000_0020;
    private const uint ReadOnly = 0x4000_0040;
    private const uint ReadWrite = 0xc000_0040;

    private void WriteImages()
    {
        WriteImageHeader(KernelBase, KernelSize, 0x5f0a_1b2c, 0x00a3_9c11, (".text", KernelCode - KernelBase, 0x2000, ReadExecute), (".data", KernelData - KernelBase, 0x1000, ReadWrite));
        WriteImageHeader(
            Driver, DriverPages * 4096, 0x6592_7ac5, 0x0000_b51e, (".text", 0x1000, 0x2000, ReadExecute), (".rdata", 0x3000, 0x800, ReadOnly), (".data", 0x4000, 0x4000, ReadWrite));
        WriteImageHeader(Program, ProgramPages * 4096, 0x6592_7b01, 0x0001_2a90, (".text", 0x1000, 0x2000, ReadExecute));
        WriteImageHeader(Library, LibraryPages * 4096, 0x6592_7b02, 0x0000_77e1, (".text", 0x1000, 0x1000, ReadExecute));
        WriteImageHeader(ShellProgram, ShellProgramPages * 4096, 0x6592_7b03, 0x0000_4c05, (".text", 0x1000, 0x1000, ReadExecute));
        WriteDriverTables();

        WriteModules(
            LoadedModuleList, Pool, (KernelBase, KernelSize, @"\SystemRoot\system32\ntoskrnl.exe"), (Driver, DriverPages * 4096, @"\SystemRoot\System32\drivers\kdmpdemo.sys"));
        WriteModules(
            Loader + 0x10, Loader + 0x100, (Program, ProgramPages * 4096, @"C:\Synthetic\kdmpsample.exe"), (Library, LibraryPages * 4096, @"C:\Synthetic\kdmplib.dll"));
        WriteModules(ShellLoader + 0x10, ShellLoader + 0x100, (ShellProgram, ShellProgramPages * 4096, @"C:\Synthetic\kdmpshell.exe"));
    }

    /// <summary>A list of LDR_DATA_TABLE_ENTRY, 0x400 bytes apart, their names behind them.</summary>
    private void WriteModules(ulong head, ulong firstEntry, params (ulong Image, uint Size, string Path)[] modules)
    {
        WriteList(head, [.. modules.Select((_, i) => firstEntry + (ulong)i * 0x400)]);
        for (int i = 0; i < modules.Length; i++)
        {
            (ulong image, uint size, string path) = modules[i];
            string name = path[(path.LastIndexOf('\\') + 1)..];
            ulong entry = firstEntry + (ulong)i * 0x400;
            Write(entry + 0x30, image, image + 0x1000, size);
            Write(entry + 0x48, UnicodeString(path), entry + 0x100, UnicodeString(name), entry + 0x200);
            Write(entry + 0x80, (ulong)BitConverter.ToUInt32(Memory.Page(Physical(image)), NewHeader + 0x8));
            Write(entry + 0x100, Encoding.Unicode.GetBytes(path));
            Write(entry + 0x200, Encoding.Unicode.GetBytes(name));
        }
    }

    /// <summary>DOS header, PE header, optional header and section headers (winnt.h), without any code behind them.</summary>
    private void WriteImageHeader(ulong image, uint size, uint timeDateStamp, uint checkSum, params (string Name, ulong Offset, uint Size, uint Rights)[] sections)
    {
        var bytes = new byte[0x400];
        "MZ"u8.CopyTo(bytes);
        bytes[0x3c] = NewHeader;
        "This image belongs to a synthetic sample."u8.CopyTo(bytes.AsSpan(0x40));
        Span<byte> header = bytes.AsSpan(NewHeader);
        "PE\0\0"u8.CopyTo(header);
        MemoryMarshal.Write(header[0x04..], (ushort)MachineType.X64);
        MemoryMarshal.Write(header[0x06..], (ushort)sections.Length);
        MemoryMarshal.Write(header[0x08..], timeDateStamp);
        MemoryMarshal.Write(header[0x14..], (ushort)0xf0);
        MemoryMarshal.Write(header[0x16..], (ushort)0x22);
        MemoryMarshal.Write(header[0x18..], (ushort)0x20b);
        MemoryMarshal.Write(header[0x28..], 0x1000);
        MemoryMarshal.Write(header[0x30..], image);
        MemoryMarshal.Write(header[0x38..], 0x1000);
        MemoryMarshal.Write(header[0x3c..], 0x200);
        MemoryMarshal.Write(header[0x50..], size);
        MemoryMarshal.Write(header[0x54..], 0x400);
        MemoryMarshal.Write(header[0x58..], checkSum);
        MemoryMarshal.Write(header[0x84..], 16);
        for (int i = 0; i < sections.Length; i++)
        {
            Span<byte> section = header[(0x108 + 40 * i)..];
            Encoding.ASCII.GetBytes(sections[i].Name, section);
            MemoryMarshal.Write(section[0x08..], sections[i].Size);
            MemoryMarshal.Write(section[0x0c..], (uint)sections[i].Offset);
            MemoryMarshal.Write(section[0x24..], sections[i].Rights);
        }

        Write(image, bytes);
    }

    /// <summary>What the driver has in .rdata: a debug directory with its CodeView record, and an export table of two.</summary>
    private void WriteDriverTables()
    {
        const uint Debug = 0x3000, Record = 0x3040, Exports = 0x3100, Functions = 0x3130, Names = 0x3140, Ordinals = 0x3150, Texts = 0x3160;
        const string Pdb = "kdmpdemo.pdb";

        // Directories of the optional header: 0 is the export table, 6 the debug directory.
        Write(Driver + NewHeader + 0x88, Exports | 0x100UL << 32);
        Write(Driver + NewHeader + 0x88 + 6 * 8, Debug | 0x1cUL << 32);

        var entry = new ImageDebugDirectory { Type = ImageDebugDirectory.CodeView, SizeOfData = (uint)(0x18 + Pdb.Length + 1), AddressOfRawData = Record };
        Write(Driver + Debug, MemoryMarshal.AsBytes(new ReadOnlySpan<ImageDebugDirectory>(ref entry)));
        var record = new CodeViewRsds { Signature = CodeViewRsds.SignatureValue, Guid = new("5a3e71e0-0000-4b64-8d70-000000000001"), Age = 1 };
        Write(Driver + Record, MemoryMarshal.AsBytes(new ReadOnlySpan<CodeViewRsds>(ref record)));
        Write(Driver + Record + 0x18, Encoding.ASCII.GetBytes(Pdb + '\0'));

        var exports = new ImageExportDirectory
        {
            Base = 1,
            NumberOfFunctions = 2,
            NumberOfNames = 2,
            AddressOfFunctions = Functions,
            AddressOfNames = Names,
            AddressOfNameOrdinals = Ordinals,
        };
        Write(Driver + Exports, MemoryMarshal.AsBytes(new ReadOnlySpan<ImageExportDirectory>(ref exports)));
        Write(Driver + Functions, 0x1200 | 0x1f00UL << 32);
        Write(Driver + Names, Texts | (ulong)(Texts + 0x20) << 32);
        Write(Driver + Ordinals, 0x1_0000);
        Write(Driver + Texts, "KdmpDemoRead\0"u8);
        Write(Driver + Texts + 0x20, "KdmpDemoStart\0"u8);
    }
}
