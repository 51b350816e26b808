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
    private readonly Lazy<ImageFunctions> _functions;
    private readonly Lazy<PeSection[]> _sections;

    public AnalyzedImage(KernelDump dump, VirtualAddress start)
    {
        _memory = dump.VirtualMemory;
        Base = start;
        _headers = AnalyzedDump.Once(() => (ImageHeaders.TryRead(_memory, Base, out ImageHeaders? headers, out KernelDataFailure? failure) ? headers : null, failure));
        _exports = AnalyzedDump.Once(() => Headers is { } headers
            ? ExportReader.Read(_memory, Base, headers.Optional.ExportTableDirectory)
            : CapturedList<PeExport>.None(HeadersFailure!));
        _codeView = AnalyzedDump.Once(() => Headers is { } headers
            ? (CodeViewReader.Read(_memory, Base, headers.Optional.DebugTableDirectory, out KernelDataFailure? failure), failure)
            : (null, HeadersFailure));
        _symbols = AnalyzedDump.Once(() => ImageSymbols.Of(this, dump.SymbolFolder, _memory.Limits));
        _functions = AnalyzedDump.Once(() => Headers is { } headers
            ? ImageFunctions.Of(_memory, Base, headers)
            : ImageFunctions.None(_memory, HeadersFailure!));
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

    public ImageFunctions Functions => _functions.Value;

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
