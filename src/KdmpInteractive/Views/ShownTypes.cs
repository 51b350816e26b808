using System.Diagnostics.CodeAnalysis;
using KdmpInteractive.Rendering;
using KdmpParser;
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
        Shown<Amd64Context>(ContextView.Of),
        Shown<Arm64Context>(ContextView.Of),
        Shown<ExceptionRecord>(ExceptionRecordView.Of),
        Shown<MemoryView>(MemoryViewView.Of),
        Shown<MemoryPieces>(MemoryViewView.Of),
        Shown<Translation>(TranslationView.Of),
        Shown<PhysicalMemory>(PhysicalMemoryView.Of),
        Shown<VirtualAddress>(address => new("", new PlainLines(address.ToString()))),
        Shown<PhysicalAddress>(address => new("", new PlainLines(address.ToString()))),
        Shown<CapturedList<LoadedModule>>(ModulesView.Of),
        Shown<CapturedList<UnloadedDriver>>(ModulesView.Of),
        Shown<CapturedList<Process>>(processes => ProcessesView.Of(processes)),
        Shown<CapturedList<Processor>>(processors => ProcessorsView.Of(processors)),
        Shown<PeImage>(PeImageView.Of),
        Shown<SecondaryData>(blobs => SecondaryDataView.Of(blobs)),
        Shown<GenericChart>(ChartView.Of),

        // Lists that were filtered or made in C#.
        Shown<IEnumerable<LoadedModule>>(ModulesView.Of),
        Shown<IEnumerable<UnloadedDriver>>(ModulesView.Of),
        Shown<IEnumerable<Process>>(ProcessesView.Of),
        Shown<IEnumerable<Processor>>(ProcessorsView.Of),
        Shown<IEnumerable<VirtualRegion>>(VirtualRegionsView.Of),
        Shown<IEnumerable<PhysicalRun>>(PhysicalRunsView.Of),
        Shown<IEnumerable<SecondaryDataBlob>>(SecondaryDataView.Of),
        Shown<IEnumerable<PageTableStep>>(PageTableStepsView.Of),
        Shown<IEnumerable<Register>>(RegistersView.Of),
        Shown<IEnumerable<SearchHit>>(SearchHitsView.Of),
        Shown<IEnumerable<FoundText>>(FoundTextView.Of),
        Shown<IEnumerable<PageDifference>>(PageDifferencesView.Of),
    ];

    /// <summary>The types.</summary>
    public static IEnumerable<Type> All => s_all.Select(shown => shown.Type);

    /// <summary>Makes the view of an object.</summary>
    /// <param name="value">Any object.</param>
    /// <param name="view">How it is shown.</param>
    /// <returns>Whether its type has a view.</returns>
    public static bool TryGetView(object? value, [NotNullWhen(true)] out View? view)
    {
        view = value is null ? null : s_all.FirstOrDefault(shown => shown.Type.IsInstanceOfType(value)).View?.Invoke(value);
        return view is not null;
    }

    private static (Type, Func<object, View>) Shown<T>(Func<T, View> view) => (typeof(T), value => view((T)value));
}
