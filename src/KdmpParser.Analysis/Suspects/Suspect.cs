namespace KdmpParser.Analysis.Suspects;

/// <summary>A module while evidence is collected. The order of suspects is that of the ranking.</summary>
/// <param name="name">File name.</param>
/// <param name="module">The loaded module, if it is one.</param>
/// <param name="unloaded">The unloaded driver, if it is one.</param>
/// <param name="kernel">Where the kernel is: it is known by its place, whatever its name, and no other module of its name is taken for it.</param>
internal sealed class Suspect(string? name, LoadedModule? module, UnloadedDriver? unloaded, VirtualAddress? kernel) : IComparable<Suspect>
{
    /// <summary>As many facts of one kind are kept: a hostile stack can point into one module a hundred thousand times.</summary>
    private const int MostOfAKind = 4;

    private static readonly Comparer<SuspectEvidence> s_strength = Comparer<SuspectEvidence>.Create((one, other) =>
        one.Kind != other.Kind ? one.Kind.CompareTo(other.Kind) : Weighted(one).CompareTo(Weighted(other)));

    private readonly string? _name = name;
    private readonly List<SuspectEvidence> _evidence = [];

    /// <summary>Whether more of a kind is kept. Those from the stack come nearest first.</summary>
    public bool HasRoom(EvidenceKind kind) => _evidence.Count(evidence => evidence.Kind == kind) < MostOfAKind;

    public void Add(SuspectEvidence evidence) => _evidence.Add(evidence);

    public SuspectModule ToModule(int? rank) => new(_name, [.. _evidence.Order(s_strength)])
    {
        Rank = rank,
        Module = module,
        UnloadedDriver = unloaded,
        WindowsPart = WindowsModules.Part(_name),
    };

    public int CompareTo(Suspect? other)
    {
        if (other is null)
            return -1;
        int order = Group.CompareTo(other.Group);
        if (order == 0)
            order = s_strength.Compare(_evidence.Min(s_strength), other._evidence.Min(s_strength));
        if (order == 0)
            order = (WindowsModules.Part(_name) is not null).CompareTo(WindowsModules.Part(other._name) is not null);
        return order == 0 ? string.CompareOrdinal(_name, other._name) : order;
    }

    /// <summary>What is known for less counts as if it stood further away.</summary>
    private static long Weighted(SuspectEvidence evidence) => evidence.Check == CallCheck.NotCaptured ? 2L * evidence.Distance : evidence.Distance;

    private SuspectGroup Group
    {
        get
        {
            if (Has(EvidenceKind.NamedByCode))
                return SuspectGroup.Named;
            if (_evidence.TrueForAll(evidence => evidence.Kind == EvidenceKind.ParameterValue))
                return SuspectGroup.PointedTo;
            if (Has(EvidenceKind.FaultingInstruction))
                return SuspectGroup.OnTheWay;
            return IsKernel ? SuspectGroup.Kernel : WindowsModules.IsReporter(_name) ? SuspectGroup.Reporter : SuspectGroup.OnTheWay;
        }
    }

    /// <summary>Whether it is the kernel, which KDDEBUGGER_DATA64 knows by its place whatever its name, or the HAL. Without that, names are all there is.</summary>
    public bool IsKernel => (kernel is null ? WindowsModules.IsNt(_name) : module?.Base == kernel) || (WindowsModules.IsKernel(_name) && !WindowsModules.IsNt(_name));

    private bool Has(EvidenceKind kind) => _evidence.Exists(evidence => evidence.Kind == kind);
}
