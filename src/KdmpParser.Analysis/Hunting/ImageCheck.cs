using System.Reflection.PortableExecutable;
using KdmpParser.Images;

namespace KdmpParser.Analysis.Hunting;

/// <summary>Compares images in memory with what the list of modules says of them.</summary>
internal sealed class ImageCheck(KernelDump dump)
{
    // Offsets of winnt.h: e_lfanew of IMAGE_DOS_HEADER, the others from the PE signature on, for 64-bit images.
    private const uint NewHeader = 0x3c;
    private const uint MachineOffset = 0x04;
    private const uint TimeDateStampOffset = 0x08;
    private const uint MagicOffset = 0x18;
    private const uint EntryPointOffset = 0x28;
    private const uint ImageBaseOffset = 0x30;
    private const uint SizeOfImageOffset = 0x50;
    private const uint CheckSumOffset = 0x58;
    private const ushort DosSignature = 0x5a4d; // 'MZ'
    private const uint PeSignature = 0x4550; // 'PE', 0, 0
    private const ushort Pe32Plus = 0x20b;

    private readonly VirtualAddressSpace _memory = dump.VirtualMemory;
    private readonly List<ImageDifference> _found = [];

    public CapturedList<ImageDifference> Run(CancellationToken cancellation)
    {
        // The kernel's images, and those of the program that ran; 32-bit images have another header.
        LoadedModule[] modules = [.. dump.KernelModules.Concat(dump.UserModules).Where(module => !module.Is32Bit)];
        if (modules.Length == 0)
            return CapturedList<ImageDifference>.None(dump.KernelModules.Failure ?? KernelDataFailure.NotRecorded("the list of modules is empty"));
        if (dump.IsRedacted)
            return CapturedList<ImageDifference>.None(KernelDataFailure.NotInThisDump("the dump is redacted, and its memory is left out"));
        var sections = new List<CodeSection>();
        foreach (LoadedModule module in modules)
        {
            cancellation.ThrowIfCancellationRequested();
            Compare(module);

            // A hostile list can have an image of many sections ten thousand times.
            if (_memory.HasPageTables && sections.Count <= _memory.Limits.CodeSections && ImageHeaders.TryRead(_memory, module.Base, out ImageHeaders? headers, out _))
                sections.AddRange(headers.Sections.Where(IsCode).Select(section => new CodeSection(module, section)));
            if (_found.Count > _memory.Limits.Findings)
                break;
        }

        KernelDataFailure? failure = _memory.HasPageTables ? AddWritable(sections, cancellation) : null;
        if (sections.Count > _memory.Limits.CodeSections)
            failure = KernelDataFailure.LimitExceeded("sections of code", _memory.Limits.CodeSections);
        return _found.Count <= _memory.Limits.Findings
            ? new(_found, failure ?? dump.KernelModules.Failure)
            : new(_found.Take(_memory.Limits.Findings), KernelDataFailure.LimitExceeded("findings", _memory.Limits.Findings));
    }

    private static bool IsCode(PeSection section) => section.Size > 0
        && (section.Characteristics & (SectionCharacteristics.ContainsCode | SectionCharacteristics.MemExecute)) != 0
        && (section.Characteristics & SectionCharacteristics.MemWrite) == 0;

    private void Compare(LoadedModule module)
    {
        if (!_memory.TryRead(module.Base, out ushort dos, out MemoryFailure missing) || !_memory.TryRead(module.Base + NewHeader, out uint offset, out missing))
        {
            AddMissing(module, missing);
            return;
        }

        bool isHeader = dos == DosSignature && offset < module.Size;
        VirtualAddress header = module.Base + offset;
        if (isHeader)
        {
            if (!_memory.TryRead(header, out uint signature, out missing))
            {
                AddMissing(module, missing);
                return;
            }

            isHeader = signature == PeSignature;
        }

        if (!isHeader)
        {
            Add(module, ImageDifferenceKind.NoHeader, found: _memory.TryRead(module.Base, out ulong bytes) ? bytes : dos);
            return;
        }

        if (_memory.TryRead(header + MachineOffset, out ushort machine) && machine != (ushort)dump.Machine)
            Add(module, ImageDifferenceKind.Machine, (ushort)dump.Machine, machine);
        if (_memory.TryRead(header + TimeDateStampOffset, out uint stamp) && module.TimeDateStamp is { } listedStamp && stamp != listedStamp)
            Add(module, ImageDifferenceKind.TimeDateStamp, listedStamp, stamp);
        if (_memory.TryRead(header + SizeOfImageOffset, out uint size) && Pages(size) != Pages(module.Size))
            Add(module, ImageDifferenceKind.Size, module.Size, size);
        if (_memory.TryRead(header + CheckSumOffset, out uint checkSum) && module.CheckSum is { } listedSum && checkSum != listedSum)
            Add(module, ImageDifferenceKind.CheckSum, listedSum, checkSum);
        if (!_memory.TryRead(header + MagicOffset, out ushort magic) || magic != Pe32Plus)
            return;
        if (_memory.TryRead(header + ImageBaseOffset, out ulong imageBase) && imageBase != module.Base.Value)
            Add(module, ImageDifferenceKind.Base, module.Base.Value, imageBase);

        // A managed program's entry point is not the one of its header.
        bool isKernel = module.Base.Value > long.MaxValue;
        if (isKernel && module.EntryPoint is { } listed && _memory.TryRead(header + EntryPointOffset, out uint entryPoint) && entryPoint != 0
            && module.Base + entryPoint != listed)
            Add(module, ImageDifferenceKind.EntryPoint, listed.Value, (module.Base + entryPoint).Value);
    }

    /// <summary>Sections of code of which a page is mapped writable. Both come in ascending order, so each section is looked at until its first such page.</summary>
    private KernelDataFailure? AddWritable(List<CodeSection> sections, CancellationToken cancellation)
    {
        CodeSection[] sorted = [.. sections.OrderBy(section => section.First)];
        var open = new List<CodeSection>();
        int next = 0;
        return KernelPages.Visit(
            dump,
            region =>
            {
                if (!region.Writable)
                    return null;
                while (next < sorted.Length && sorted[next].First <= region.Last.Value)
                    open.Add(sorted[next++]);
                foreach (CodeSection section in open.Where(section => section.Last >= region.Start.Value))
                {
                    if (_found.Count > _memory.Limits.Findings)
                        break;
                    _found.Add(new(section.Module, ImageDifferenceKind.WritableCode)
                    {
                        Address = Math.Max(region.Start.Value, section.First & ~0xfffUL),
                        Section = section.Section.Name,
                        PageSize = region.PageSize,
                    });
                }

                open.Clear();
                return null;
            },
            cancellation);
    }

    private static ulong Pages(uint size) => ((ulong)size + 0xfff) >> 12;

    private void Add(LoadedModule module, ImageDifferenceKind kind, ulong? listed = null, ulong? found = null) =>
        _found.Add(new(module, kind) { Listed = listed, Found = found, Address = module.Base });

    private void AddMissing(LoadedModule module, MemoryFailure missing) => _found.Add(new(module, ImageDifferenceKind.NotCaptured)
    {
        Address = module.Base,
        Failure = KernelDataFailure.Unreadable("the image's header", missing),
    });

    private readonly record struct CodeSection(LoadedModule Module, PeSection Section)
    {
        public ulong First => Section.Address.Value;

        public ulong Last => First + Math.Min(Section.Size - 1, ulong.MaxValue - First);
    }
}
