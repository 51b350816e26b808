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
        WriteImageHeader(
            KernelBase,
            KernelSize,
            0x5f0a_1b2c,
            0x00a3_9c11,
            (".text", KernelCode - KernelBase, 0x2000, ReadExecute),
            (".rdata", KernelConstants - KernelBase, 0x1000, ReadOnly),
            (".data", KernelData - KernelBase, 0x1000, ReadWrite));
        WriteImageHeader(
            Driver, DriverPages * 4096, 0x6592_7ac5, 0x0000_b51e, (".text", 0x1000, 0x2000, ReadExecute), (".rdata", 0x3000, 0x800, ReadOnly), (".data", 0x4000, 0x4000, ReadWrite));
        WriteImageHeader(Program, ProgramPages * 4096, 0x6592_7b01, 0x0001_2a90, (".text", 0x1000, 0x2000, ReadExecute));
        WriteImageHeader(Library, LibraryPages * 4096, 0x6592_7b02, 0x0000_77e1, (".text", 0x1000, 0x1000, ReadExecute));
        WriteImageHeader(ShellProgram, ShellProgramPages * 4096, 0x6592_7b03, 0x0000_4c05, (".text", 0x1000, 0x1000, ReadExecute));
        WriteImageHeader(
            Filter, FilterPages * 4096, 0x6592_7ae1, 0x0000_c40d, (".text", 0x1000, 0x1000, ReadExecute), (".rdata", 0x2000, 0x800, ReadOnly), (".data", 0x3000, 0x1000, ReadWrite));
        WriteFunctions(KernelBase, (uint)(KernelConstants - KernelBase), SampleCode.Kernel);
        WriteFunctions(Driver, 0x3000, SampleCode.Driver);
        WriteFunctions(Filter, 0x2000, SampleCode.Filter);
        Write(Filter + 0x2010, KernelCode + 0x680); // what it imports: IofCallDriver
        WritePdbName();

        WriteModules(LoadedModuleList, Pool, [.. KernelModules]);
        WriteModules(
            Loader + 0x10, Loader + 0x100, (Program, ProgramPages * 4096, @"C:\Synthetic\kdmpsample.exe"), (Library, LibraryPages * 4096, @"C:\Synthetic\kdmplib.dll"));
        WriteModules(ShellLoader + 0x10, ShellLoader + 0x100, (ShellProgram, ShellProgramPages * 4096, @"C:\Synthetic\kdmpshell.exe"));
    }

    /// <summary>What a small dump keeps of an image: where it was, and what its headers say.</summary>
    public TriageDriver64 DriverEntry(ulong image, uint size)
    {
        ReadOnlySpan<byte> header = Read(image, 0x400).AsSpan(NewHeader);
        return new()
        {
            DllBase = image,
            SizeOfImage = size,
            CheckSum = BitConverter.ToUInt32(header[0x58..]),
            TimeDateStamp = BitConverter.ToUInt32(header[0x8..]),
        };
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

    /// <summary>The debug directory of the driver that crashed, with its CodeView record.</summary>
    private void WritePdbName()
    {
        const uint Debug = 0x3000, Record = 0x3040;
        const string Pdb = "kdmpdemo.pdb";
        WriteDirectory(Driver, 6, Debug, 0x1c);
        var entry = new ImageDebugDirectory { Type = ImageDebugDirectory.CodeView, SizeOfData = (uint)(0x18 + Pdb.Length + 1), AddressOfRawData = Record };
        Write(Driver + Debug, MemoryMarshal.AsBytes(new ReadOnlySpan<ImageDebugDirectory>(ref entry)));
        var record = new CodeViewRsds { Signature = CodeViewRsds.SignatureValue, Guid = new("5a3e71e0-0000-4b64-8d70-000000000001"), Age = 1 };
        Write(Driver + Record, MemoryMarshal.AsBytes(new ReadOnlySpan<CodeViewRsds>(ref record)));
        Write(Driver + Record + 0x18, Encoding.ASCII.GetBytes(Pdb + '\0'));
    }

    /// <summary>Functions, and behind the start of the image's constants what describes them: exports, RUNTIME_FUNCTIONs and UNWIND_INFOs.</summary>
    private void WriteFunctions(ulong image, uint constants, SampleFunction[] functions)
    {
        uint runtimeFunctions = constants + 0x200, unwindInfo = constants + 0x300;
        foreach (SampleFunction function in functions)
        {
            // Compilers fill up to the next function with int 3.
            Write(image + function.Offset, [.. function.Code, .. Enumerable.Repeat<byte>(0xcc, 16 - function.Code.Length % 16)]);
        }

        WriteExports(image, constants + 0x100, [.. functions.Where(function => function.Export is not null).OrderBy(function => function.Export, StringComparer.Ordinal)]);

        SampleFunction[] unwindable = [.. functions.Where(function => function.Unwind is not null)];
        WriteDirectory(image, 3, runtimeFunctions, (uint)unwindable.Length * 12);
        for (int i = 0; i < unwindable.Length; i++)
        {
            (uint start, byte[] code, _, byte[]? unwind) = unwindable[i];
            uint[] entry = [start, start + (uint)code.Length, unwindInfo];
            Write(image + runtimeFunctions + (uint)i * 12, MemoryMarshal.AsBytes(entry.AsSpan()));
            Write(image + unwindInfo, unwind);
            unwindInfo += (uint)unwind!.Length;
        }
    }

    /// <summary>An export table of four names at most, in the order of the names.</summary>
    private void WriteExports(ulong image, uint table, SampleFunction[] exports)
    {
        var directory = new ImageExportDirectory
        {
            Base = 1,
            NumberOfFunctions = (uint)exports.Length,
            NumberOfNames = (uint)exports.Length,
            AddressOfFunctions = table + 0x30,
            AddressOfNames = table + 0x40,
            AddressOfNameOrdinals = table + 0x50,
        };
        WriteDirectory(image, 0, table, 0x100);
        Write(image + table, MemoryMarshal.AsBytes(new ReadOnlySpan<ImageExportDirectory>(ref directory)));
        for (uint i = 0; i < exports.Length; i++)
        {
            uint text = table + 0x60 + i * 0x20;
            Write(image + directory.AddressOfFunctions + i * 4, BitConverter.GetBytes(exports[i].Offset));
            Write(image + directory.AddressOfNames + i * 4, BitConverter.GetBytes(text));
            Write(image + directory.AddressOfNameOrdinals + i * 2, BitConverter.GetBytes((ushort)i));
            Write(image + text, Encoding.ASCII.GetBytes(exports[i].Export + '\0'));
        }
    }

    /// <summary>An IMAGE_DATA_DIRECTORY of the optional header.</summary>
    private void WriteDirectory(ulong image, int index, uint offset, uint size) => Write(image + NewHeader + 0x88 + (uint)index * 8, offset | (ulong)size << 32);
}
