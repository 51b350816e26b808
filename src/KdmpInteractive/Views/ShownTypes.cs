using System.Diagnostics.CodeAnalysis;
using KdmpInteractive.Rendering;
using KdmpParser;
using KdmpParser.Analysis;
using Plotly.NET;

namespace KdmpInteractive.Views;

/// <summary>Every type that has a view of its own, with the function that makes it: what hosts register and reports use.</summary>
public static class ShownTypes
{
    private static readonly (Type Type, Func<object, View> View)[] s_all =
    [
        Shown<View>(view => view),
        Shown<KernelDump>(KernelDumpView.Of),
        Shown<DumpHeader>(DumpHeaderView.Of),
        Shown<BugCheck>(BugCheckView.Of),
        Shown<BugCheckExplanation>(BugCheckExplanationView.Of),
        Shown<BugCheckParameter>(BugCheckExplanationView.Of),
        Shown<FollowedStructure>(FollowedStructureView.Of),
        Shown<Amd64Context>(ContextView.Of),
        Shown<Arm64Context>(ContextView.Of),
        Shown<ExceptionRecord>(ExceptionRecordView.Of),
        Shown<DumpStructure>(DumpStructureView.Of),
        Shown<MemoryView>(MemoryViewView.Of),
        Shown<MemoryPieces>(MemoryViewView.Of),
        Shown<Translation>(TranslationView.Of),
        Shown<PhysicalMemory>(PhysicalMemoryView.Of),
        Shown<CapturedList<LoadedModule>>(ModulesView.Of),
        Shown<CapturedList<UnloadedDriver>>(ModulesView.Of),
        Shown<CapturedList<Process>>(processes => ProcessesView.Of(processes)),
        Shown<CapturedList<Processor>>(processors => ProcessorsView.Of(processors)),
        Shown<CapturedList<StackCandidate>>(candidates => StackCandidatesView.Of(candidates)),
        Shown<CodeListing>(CodeListingView.Of),
        Shown<FaultExplanation>(CodeListingView.Of),
        Shown<CapturedList<ReturnCandidate>>(ReturnCandidatesView.Of),
        Shown<Backtrace>(BacktraceView.Of),
        Shown<PeImage>(PeImageView.Of),
        Shown<SecondaryData>(blobs => SecondaryDataView.Of(blobs)),
        Shown<AddressSurroundings>(SurroundingsView.Of),
        Shown<SuspectModules>(suspects => SuspectModulesView.Of(suspects)),
        Shown<CapturedList<CodeRegion>>(CodeRegionsView.Of),
        Shown<CapturedList<ImageDifference>>(differences => ImageDifferencesView.Of(differences)),
        Shown<CapturedList<HiddenImage>>(images => HiddenImagesView.Of(images)),
        Shown<FoundProcesses>(found => FoundProcessesView.Of(found)),
        Shown<GenericChart>(ChartView.Of),

        // Single things.
        Shown<LoadedModule>(module => ModulesView.Of([module])),
        Shown<UnloadedDriver>(driver => ModulesView.Of([driver])),
        Shown<Process>(process => ProcessesView.Of([process])),
        Shown<OpenedProcess>(OpenedProcessView.Of),
        Shown<Processor>(ProcessorView.Of),
        Shown<StackCandidate>(candidate => StackCandidatesView.Of([candidate])),
        Shown<DecodedInstruction>(instruction => CodeListingView.Of([instruction])),
        Shown<ReturnCandidate>(candidate => ReturnCandidatesView.Of([candidate])),
        Shown<StackFrame>(frame => BacktraceView.Of([frame])),
        Shown<KdDebuggerData>(KdDebuggerDataView.Of),
        Shown<PhysicalRun>(run => PhysicalRunsView.Of([run])),
        Shown<VirtualRegion>(VirtualRegionsView.Line),
        Shown<SecondaryDataBlob>(blob => SecondaryDataView.Of([blob])),
        Shown<PageTableStep>(step => PageTableStepsView.Of([step])),
        Shown<PeSection>(section => PeSectionsView.Of([section])),
        Shown<PeExport>(export => PeExportsView.Of([export])),
        Shown<SuspectModule>(module => SuspectModulesView.Of([module])),
        Shown<SuspectEvidence>(evidence => SuspectModulesView.Of([evidence])),
        Shown<CodeRegion>(region => CodeRegionsView.Of([region])),
        Shown<ImageDifference>(difference => ImageDifferencesView.Of([difference])),
        Shown<HiddenImage>(image => HiddenImagesView.Of([image])),
        Shown<FoundProcess>(process => FoundProcessesView.Of([process])),
        Shown<SearchHit>(SearchHitsView.Line),
        Shown<FoundText>(text => FoundTextView.Of([text])),
        Shown<PageEntropy>(page => PageEntropyView.Line(page, isPhysical: false)),
        Shown<PageDifference>(PageDifferencesView.Line),
        Shown<ModuleSymbols>(ModuleSymbolsView.Of),
        Shown<PageDifferenceTotals>(totals => new("", new PlainLines(PageDifferencesView.Totals(totals)))),

        // Small things, which say all of it in one line.
        Line<VirtualAddress>(),
        Line<PhysicalAddress>(),
        Line<VirtualAddressSpace>(),
        Line<ReverseMap>(),
        Line<Register>(),
        Line<PageTableEntry>(),
        Line<StructureField>(),
        Line<VirtualMapping>(),
        Line<PatternHit>(),
        Line<PageRange>(),
        Line<CodeView>(),
        Line<MemoryFailure>(),
        Line<KernelDataFailure>(),
        Line<ProcessSourceFailure>(),
        Line<ReadResult>(),
        Line<ConversionResult>(),
        Line<ByteRange>(),
        Line<AddressDescription>(),
        Line<AddressSymbol>(),
        Line<FunctionBounds>(),
        Line<PageTablePlace>(),
        Line<PdbIdentity>(),
        Line<SymbolFailure>(),
        Line<CodeOperand>(),
        Line<AttemptedAccess>(),
        Line<PrecedingCode>(),
        Line<CallEvidence>(),
        Line<StructureFact>(),
        Line<SuggestedCommand>(),

        // Lists of those that have no table: F# lists would show as trees of heads and tails.
        Cards<KernelDump>(KernelDumpView.Of),
        Cards<DumpHeader>(DumpHeaderView.Of),
        Cards<BugCheck>(BugCheckView.Of),
        Cards<BugCheckExplanation>(BugCheckExplanationView.Of),
        Cards<FollowedStructure>(FollowedStructureView.Of),
        Cards<CpuContext>(ContextView.Of),
        Cards<ExceptionRecord>(ExceptionRecordView.Of),
        Cards<DumpStructure>(DumpStructureView.Of),
        Cards<MemoryView>(MemoryViewView.Of),
        Cards<Translation>(TranslationView.Of),
        Cards<PhysicalMemory>(PhysicalMemoryView.Of),
        Cards<PeImage>(PeImageView.Of),
        Cards<Backtrace>(BacktraceView.Of),
        Cards<OpenedProcess>(OpenedProcessView.Of),
        Cards<AddressSurroundings>(SurroundingsView.Of),
        Cards<GenericChart>(ChartView.Of),
        Lines<VirtualAddress>("Virtual addresses"),
        Lines<PhysicalAddress>("Physical addresses"),
        Lines<PageTableEntry>("Page-table entries"),
        Lines<PageRange>("Ranges of pages"),
        Lines<StructureField>("Fields"),
        Lines<PatternHit>("Hits"),
        Lines<AddressDescription>("Addresses"),
        Lines<AddressSymbol>("Symbols"),

        // Lists that were filtered or made in C#.
        Shown<IEnumerable<BugCheckParameter>>(BugCheckExplanationView.OfParameters),
        Shown<IEnumerable<SuggestedCommand>>(BugCheckExplanationView.OfCommands),
        Shown<IEnumerable<StructureFact>>(FollowedStructureView.OfFacts),
        Shown<IEnumerable<LoadedModule>>(ModulesView.Of),
        Shown<IEnumerable<UnloadedDriver>>(ModulesView.Of),
        Shown<IEnumerable<Process>>(ProcessesView.Of),
        Shown<IEnumerable<Processor>>(ProcessorsView.Of),
        Shown<IEnumerable<StackCandidate>>(StackCandidatesView.Of),
        Shown<IEnumerable<DecodedInstruction>>(CodeListingView.Of),
        Shown<IEnumerable<ReturnCandidate>>(ReturnCandidatesView.Of),
        Shown<IEnumerable<StackFrame>>(BacktraceView.Of),
        Shown<IEnumerable<SuspectModule>>(SuspectModulesView.Of),
        Shown<IEnumerable<SuspectEvidence>>(SuspectModulesView.Of),
        Shown<IEnumerable<CodeRegion>>(CodeRegionsView.Of),
        Shown<IEnumerable<ImageDifference>>(ImageDifferencesView.Of),
        Shown<IEnumerable<HiddenImage>>(HiddenImagesView.Of),
        Shown<IEnumerable<FoundProcess>>(FoundProcessesView.Of),
        Shown<IEnumerable<VirtualRegion>>(VirtualRegionsView.Of),
        Shown<IEnumerable<PhysicalRun>>(PhysicalRunsView.Of),
        Shown<IEnumerable<SecondaryDataBlob>>(SecondaryDataView.Of),
        Shown<IEnumerable<PageTableStep>>(PageTableStepsView.Of),
        Shown<IEnumerable<Register>>(RegistersView.Of),
        Shown<IEnumerable<SearchHit>>(SearchHitsView.Of),
        Shown<IEnumerable<FoundText>>(FoundTextView.Of),
        Shown<IEnumerable<PageEntropy>>(PageEntropyView.Of),
        Shown<IEnumerable<PageDifference>>(PageDifferencesView.Of),
        Shown<IEnumerable<PeSection>>(PeSectionsView.Of),
        Shown<IEnumerable<PeExport>>(PeExportsView.Of),
        Shown<IEnumerable<ModuleSymbols>>(ModuleSymbolsView.Of),
        Shown<IEnumerable<VirtualMapping>>(VirtualMappingsView.Of),
    ];

    /// <summary>The types.</summary>
    public static IEnumerable<Type> All => s_all.Select(shown => shown.Type);

    /// <summary>Makes the view of an object.</summary>
    /// <param name="value">Any object.</param>
    /// <param name="view">How it is shown.</param>
    /// <returns>Whether its type has a view.</returns>
    public static bool TryGetView(object? value, [NotNullWhen(true)] out View? view)
    {
        Func<object, View>? make = value is null ? null : s_all.FirstOrDefault(shown => shown.Type.IsInstanceOfType(value)).View;
        try
        {
            view = make?.Invoke(value!);
        }
        catch (ObjectDisposedException)
        {
            view = new("", new Paragraph("The dump is closed.", isWarning: true));
        }
        catch (KernelDumpException e)
        {
            // A list that is read only now, and cannot be.
            view = new("", new Paragraph(e.Message, isWarning: true));
        }

        return view is not null;
    }

    private static (Type, Func<object, View>) Shown<T>(Func<T, View> view) => (typeof(T), value => view((T)value));

    private static (Type, Func<object, View>) Line<T>() => (typeof(T), value => new("", new PlainLines(value.ToString()!)));

    private static (Type, Func<object, View>) Lines<T>(string what) where T : notnull => Shown<IEnumerable<T>>(
        items => new("", BoundedTable.Of(what, ["Value"], items, item => [item.ToString()!], OutputLimits.Default)));

    private static (Type, Func<object, View>) Cards<T>(Func<T, View> view) => Shown<IEnumerable<T>>(items => CardsView.Of(items, view));
}
