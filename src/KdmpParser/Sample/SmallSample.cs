using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using KdmpParser.Format;
using KdmpParser.Writing;
using static KdmpParser.Sample.SampleLayout;

namespace KdmpParser.Sample;

/// <summary>
/// The sample as a small dump: of the same machine, the pieces that Windows would have kept, in the order in which real small dumps have them.
/// Each part begins at a multiple of eight behind the one before it.
/// </summary>
internal sealed class SmallSample : IDisposable
{
    private const int StackSize = (int)(Stack + StackPages * PhysicalAddress.PageSize - BugCheckStackPointer);

    /// <summary>The bit that tells the variant of a bug check which puts the faulting context into the header of a small dump.</summary>
    private const uint SmallDumpVariant = 0x1000_0000;

    private readonly SampleMachine _machine = new();
    private readonly MemoryStream _file = new();
    private TriageDump64 _triage;

    private SmallSample()
    {
        Amd64Context bugCheck = _machine.CallBugCheck();
        _file.Write(Header());

        // TRIAGE_DUMP64 itself is written last, when every offset is known.
        _file.Position = TriageDump64.ContentOffset;
        _triage = new()
        {
            ContextOffset = DumpHeader64.ContextOffset,
            ExceptionOffset = DumpHeader64.ExceptionOffset,
            TriageOptions = 0xffff_ffff,
            UnloadedDriversOffset = Append(UnloadedDrivers()),
            PrcbOffset = Append(_machine.Read(Prcb, SampleMachine.PrcbSize)),
            ProcessOffset = Append(_machine.Read(CurrentProcess, SampleMachine.ProcessSize)),
            ThreadOffset = Append(_machine.Read(CurrentThread, SampleMachine.ThreadSize)),
            CallStackOffset = Append(_machine.Read(BugCheckStackPointer, StackSize)),
            SizeOfCallStack = StackSize,
            TopOfStack = BugCheckStackPointer,
            DebuggerDataOffset = Append(_machine.Read(DebuggerData, KdDebuggerData64.Size)),
            DebuggerDataSize = KdDebuggerData64.Size,
        };
        AppendDrivers();
        AppendBlocks(new SmallSampleBlocks(_machine, bugCheck).All);
        _triage.ValidOffset = Append(BitConverter.GetBytes(TriageDump64.ValidValue));
        _triage.SizeOfDump = (uint)_file.Position;
        _file.Position = TriageDump64.FileOffset;
        _file.Write(Bytes(_triage));
    }

    public static byte[] Make()
    {
        using var sample = new SmallSample();
        return sample._file.ToArray();
    }

    public void Dispose() => _file.Dispose();

    private byte[] Header()
    {
        DumpHeader header = SampleCrash.Header(DumpType.Triage);
        return FilledHeader.Of(
            header with { BugCheck = header.BugCheck! with { Code = header.BugCheck.Code | SmallDumpVariant }, PhysicalMemoryBlock = null, MiniDumpFields = 0xcff },
            _machine.Context,
            _machine.Exception);
    }

    /// <summary>The count, and a DUMP_UNLOADED_DRIVERS64.</summary>
    private static byte[] UnloadedDrivers()
    {
        (string name, ulong start, ulong end) = OldDriver;
        var driver = new DumpUnloadedDriver64 { StartAddress = start, EndAddress = end };
        name.CopyTo(driver.Name);
        byte[] entry = Bytes(driver);

        // Length and MaximumLength of the UNICODE_STRING that the name was; its buffer is not kept.
        MemoryMarshal.Write(entry, (uint)(name.Length * sizeof(char)) * 0x1_0001);
        return [.. BitConverter.GetBytes(1UL), .. entry];
    }

    /// <summary>The list of drivers, and behind it the strings that it points to.</summary>
    private void AppendDrivers()
    {
        int listSize = KernelModules.Length * Unsafe.SizeOf<TriageDriver64>();
        _triage.DriverListOffset = Append(new byte[listSize]);
        _triage.DriverCount = (uint)KernelModules.Length;
        using var drivers = new MemoryStream();
        foreach ((ulong image, uint size, string path) in KernelModules)
        {
            uint name = Append([.. BitConverter.GetBytes(path.Length), .. Encoding.Unicode.GetBytes(path + '\0')]);
            drivers.Write(Bytes(_machine.DriverEntry(image, size) with { NameOffset = name }));
        }

        _triage.StringPoolOffset = _triage.DriverListOffset + (uint)listSize;
        _triage.StringPoolSize = (uint)_file.Position - _triage.StringPoolOffset;
        _file.Position = _triage.DriverListOffset;
        drivers.WriteTo(_file);
        _file.Position = _file.Length;
    }

    /// <summary>The list of data blocks, and behind it their bytes, packed.</summary>
    private void AppendBlocks(IReadOnlyList<(ulong Address, byte[] Bytes)> blocks)
    {
        _triage.DataBlocksCount = (uint)blocks.Count;
        _triage.DataBlocksOffset = Append([]);
        uint offset = _triage.DataBlocksOffset + (uint)(blocks.Count * Unsafe.SizeOf<TriageDataBlock>());
        foreach ((ulong address, byte[] bytes) in blocks)
        {
            _file.Write(Bytes(new TriageDataBlock { Address = address, Offset = offset, Size = (uint)bytes.Length }));
            offset += (uint)bytes.Length;
        }

        foreach ((_, byte[] bytes) in blocks)
            _file.Write(bytes);
    }

    /// <summary>Writes at the next multiple of eight.</summary>
    /// <returns>Where that is.</returns>
    private uint Append(ReadOnlySpan<byte> bytes)
    {
        while (_file.Position % sizeof(ulong) != 0)
            _file.WriteByte(0);
        uint offset = (uint)_file.Position;
        _file.Write(bytes);
        return offset;
    }

    private static byte[] Bytes<T>(T value) where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(ref value)).ToArray();
}
