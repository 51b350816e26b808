using System.Collections.Immutable;
using System.Runtime.InteropServices;
using KdmpParser.Files;
using KdmpParser.Format;

namespace KdmpParser;

// The file's own structures, field by field. Nothing of it is read on open.
public sealed partial class KernelDump
{
    private ImmutableArray<DumpStructure> _structures;

    /// <summary>
    /// What stands at the beginning of the file: DUMP_HEADER64, in which the descriptor of physical memory, CONTEXT and EXCEPTION_RECORD64
    /// are fields, and the header behind it, which depends on the type: of the bitmap (2, 5, 6), of the range table (8, 9, 0xa), or
    /// TRIAGE_DUMP64 (4). A dump of type 1 has none there. Read when first asked for, and kept.
    /// </summary>
    /// <exception cref="KernelDumpException">The file was cut short, or cannot be read any more.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public ImmutableArray<DumpStructure> Structures
    {
        get
        {
            _file.ThrowIfDisposed();
            if (_structures.IsDefault)
                ImmutableInterlocked.InterlockedInitialize(ref _structures, [HeaderStructure(), .. TypeStructure()]);
            return _structures;
        }
    }

    /// <summary>
    /// The beginnings of the tables that <see cref="Structures"/> leads to, 16 elements of each: of the bitmap (<c>Bitmap</c>, types 2, 5, 6), of the ranges
    /// (<c>Ranges</c>, types 8, 9, 0xa), of a small dump <c>UnloadedDrivers</c>, <c>CallStack</c>, <c>DriverList</c> and <c>DataBlocks</c>. A table that is
    /// not recorded, is empty, or does not lie in the file is not among them. The runs of type 1 stand in the header itself. Read anew each time.
    /// </summary>
    /// <exception cref="KernelDumpException">The file was cut short, or cannot be read any more; or the dump is redacted.</exception>
    /// <exception cref="ObjectDisposedException">The dump was closed.</exception>
    public ImmutableArray<DumpStructure> Tables => new TableReader(_file, Structures).Read(Type, _triage);

    private DumpStructure HeaderStructure()
    {
        var bytes = new byte[DumpHeader64.Size];
        _file.ReadExactly(0, bytes, "the dump header");
        DumpStructure header = StructureReflection.Decode<DumpHeader64>(bytes, 0);
        ReadOnlySpan<byte> context = bytes.AsSpan(DumpHeader64.ContextOffset);
        var contextField = new StructureField("ContextRecord", DumpHeader64.ContextOffset, DumpHeader64.ContextSize)
        {
            Structure = Machine == MachineType.Arm64
                ? StructureReflection.Decode<ContextArm64>(context, DumpHeader64.ContextOffset)
                : StructureReflection.Decode<ContextAmd64>(context, DumpHeader64.ContextOffset),
        };
        StructureField memory = header[nameof(DumpHeader64.PhysicalMemoryBlock)];
        ImmutableArray<StructureField> fields = header.Fields.Replace(memory, memory with { Structure = WithRecordedRuns(memory.Structure!) });
        return header with { Fields = [.. fields.Add(contextField).OrderBy(field => field.Offset)] };
    }

    /// <summary>Of the runs, those that the descriptor counts and that fit into it.</summary>
    private static DumpStructure WithRecordedRuns(DumpStructure memory)
    {
        StructureField count = memory[nameof(PhysicalMemoryDescriptor64.NumberOfRuns)], runs = memory["Run"];
        bool isRecorded = !count.IsPageFill && !memory[nameof(PhysicalMemoryDescriptor64.NumberOfPages)].IsPageFill;
        int recorded = isRecorded ? (int)UInt128.Min(count.Value!.Value, PhysicalMemoryDescriptor64.MaximumRuns) : 0;
        return memory with { Fields = memory.Fields.Replace(runs, runs with { Elements = runs.Elements[..recorded] }) };
    }

    private IEnumerable<DumpStructure> TypeStructure()
    {
        switch (Type)
        {
            case DumpType.Kernel or DumpType.Bitmap or DumpType.LiveKernelMemory:
                yield return StructureAt<BitmapHeader64>(BitmapHeader64.FileOffset, "the bitmap header");
                break;
            case DumpType.KernelMemory or DumpType.KernelAndUserMemory:
                // What stands behind these fields is known for type 0xa only.
                DumpStructure header = StructureAt<RdmpHeader64>(RdmpHeader64.FileOffset, "the RDMP header");
                yield return header with { Fields = [.. header.Fields.Where(field => field.Offset < RdmpHeader64.MetadataOffset - RdmpHeader64.FileOffset)] };
                break;
            case DumpType.CompleteMemory:
                yield return StructureAt<RdmpHeader64>(RdmpHeader64.FileOffset, "the RDMP header");
                break;
            case DumpType.Triage:
                yield return StructureAt<TriageDump64>(TriageDump64.FileOffset, "TRIAGE_DUMP64");
                break;
        }
    }

    private DumpStructure StructureAt<T>(long offset, string name) where T : unmanaged
    {
        T value = _file.ReadStructure<T>(offset, name);
        return StructureReflection.Decode<T>(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(ref value)), offset);
    }
}
