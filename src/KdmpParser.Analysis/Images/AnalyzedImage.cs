using System.Reflection.PortableExecutable;
using KdmpParser.Analysis.Symbols;
using KdmpParser.Images;

namespace KdmpParser.Analysis.Images;

/// <summary>An image in the memory of the dump: each part is read when it is first asked for, and kept.</summary>
internal sealed class AnalyzedImage
{
    private readonly VirtualAddressSpace _memory;
    private readonly Lazy<(ImageHeaders? Headers, KernelDataFailure? Failure)> _headers;
    private readonly Lazy<CapturedList<PeExport>> _exports;
    private readonly Lazy<(CodeView? CodeView, KernelDataFailure? Failure)> _codeView;
    private readonly Lazy<ImageSymbols> _symbols;
    private readonly Lazy<FunctionTable?> _functionTable;
    private readonly Lazy<PeSection[]> _sections;

    /// <param name="dump">The dump.</param>
    /// <param name="memory">The address space that it is loaded in.</param>
    /// <param name="start">Where it begins.</param>
    public AnalyzedImage(KernelDump dump, VirtualAddressSpace memory, VirtualAddress start)
    {
        _memory = memory;
        Base = start;
        _headers = AnalyzedDump.Once(() => (ImageHeaders.TryRead(_memory, Base, out ImageHeaders? headers, out KernelDataFailure? failure) ? headers : null, failure));
        _exports = AnalyzedDump.Once(() => Headers is { } headers
            ? ExportReader.Read(_memory, Base, headers.Optional.ExportTableDirectory)
            : CapturedList<PeExport>.None(HeadersFailure!));
        _codeView = AnalyzedDump.Once(() => Headers is { } headers
            ? (CodeViewReader.Read(_memory, Base, headers.Optional.DebugTableDirectory, out KernelDataFailure? failure), failure)
            : (null, HeadersFailure));
        _symbols = AnalyzedDump.Once(() => ImageSymbols.Of(this, dump.SymbolFolder, _memory.Limits));
        _functionTable = AnalyzedDump.Once(() => Headers is { } headers ? new FunctionTable(_memory, Base, headers) : null);
        _sections = AnalyzedDump.Once<PeSection[]>(() => [.. (Headers is { } headers ? headers.Sections : Enumerable.Empty<PeSection>()).OrderBy(section => section.Address)]);
    }

    public VirtualAddress Base { get; }

    public ImageHeaders? Headers => _headers.Value.Headers;

    /// <summary>Why there are no <see cref="Headers"/>.</summary>
    public KernelDataFailure? HeadersFailure => _headers.Value.Failure;

    public CapturedList<PeExport> Exports => _exports.Value;

    public CodeView? CodeView => _codeView.Value.CodeView;

    public KernelDataFailure? CodeViewFailure => _codeView.Value.Failure;

    public ImageSymbols Symbols => _symbols.Value;

    /// <summary>Its exception directory; <see langword="null"/> where it has no <see cref="Headers"/>.</summary>
    public FunctionTable? FunctionTable => _functionTable.Value;

    /// <summary>Where its functions begin and end.</summary>
    public ImageFunctions Functions => new(_memory, FunctionTable);

    /// <summary>Why nothing is known of its functions.</summary>
    public KernelDataFailure? FunctionsFailure => HeadersFailure ?? FunctionTable?.Failure;

    /// <summary>Why an address of the image is no code; <see langword="null"/> where it is, or may be.</summary>
    public string? WhyNotCode(VirtualAddress address)
    {
        if (Headers is not { } headers)
            return null;
        if (address - Base < unchecked((uint)headers.Optional.SizeOfHeaders))
            return "it lies in the headers of the image";
        foreach (PeSection section in headers.Sections)
        {
            // Memory goes on to the end of the page.
            ulong size = (section.Size + (PhysicalAddress.PageSize - 1UL)) & ~(PhysicalAddress.PageSize - 1UL);
            if (address - section.Address < size)
                return section.Characteristics.HasFlag(SectionCharacteristics.MemExecute) ? null : $"it lies in {section.Name}, which is not executable";
        }

        return headers.Sections.Failure is null ? "it lies in no section of the image" : null;
    }

    /// <summary>The section that an address lies in; where hostile ones overlap, the one that begins last.</summary>
    public PeSection? FindSection(VirtualAddress address)
    {
        PeSection[] sections = _sections.Value;
        for (int i = sections.Length - 1; i >= 0; i--)
        {
            if (address >= sections[i].Address && address - sections[i].Address < sections[i].Size)
                return sections[i];
        }

        return null;
    }
}
