using System.Collections.Immutable;
using KdmpParser.Paging;

namespace KdmpParser;

/// <summary>What became of a virtual address: the whole walk, and either a physical address or the reason why there is none.</summary>
public sealed class Translation
{
    internal Translation(VirtualAddress address, ulong? directoryTableBase, in PageWalk walk)
    {
        VirtualAddress = address;
        DirectoryTableBase = directoryTableBase;
        Failure = walk.Failure;
        Walk = [.. walk.Steps];
        Entry = walk.LastKind;
        PrototypePte = walk.Prototype;
        if (walk.PageSize == 0)
            return;
        PhysicalAddress = walk.Address;
        PageSize = walk.PageSize;
        if (PrototypePte is null)
            (Writable, User, Executable) = (walk.Rights.Writable, walk.Rights.User, walk.Rights.Executable);
    }

    /// <summary>The address that was translated.</summary>
    public VirtualAddress VirtualAddress { get; }

    /// <summary>The directory table base that was used, as given: low bits can hold a PCID. <see langword="null"/> where there are no page tables.</summary>
    public ulong? DirectoryTableBase { get; }

    /// <summary>Why the byte cannot be had; <see langword="null"/> when it can.</summary>
    public MemoryFailure? Failure { get; }

    /// <summary>Where the byte is; also known when that page is not in the dump.</summary>
    public PhysicalAddress? PhysicalAddress { get; }

    /// <summary>Size of the page that maps it in bytes: 4 KiB, 2 MiB or 1 GiB.</summary>
    public long? PageSize { get; }

    /// <summary>
    /// Whether every level allows writes; <see langword="null"/> when no page is mapped, or only through a prototype PTE: the process has no
    /// rights until it touches the page.
    /// </summary>
    public bool? Writable { get; }

    /// <summary>Whether every level allows user mode.</summary>
    public bool? User { get; }

    /// <summary>Whether no level forbids instruction fetches.</summary>
    public bool? Executable { get; }

    /// <summary>What the last entry that was read says; <see langword="null"/> when it could not be read.</summary>
    public PageTableEntryKind? Entry { get; }

    /// <summary>
    /// Whether the page is in transition: absent for the processor, but its content is still in memory. Its PTE says so, or the prototype PTE
    /// that this one points to.
    /// </summary>
    public bool IsTransition => PageSize is not null && (PrototypePte?.Meaning.Kind ?? Entry) == PageTableEntryKind.Transition;

    /// <summary>
    /// The prototype PTE that describes a shared page which this process has not touched; <see langword="null"/> where there is none, or where
    /// it cannot be read. The content of such a page is in memory when this entry is valid or in transition.
    /// </summary>
    public PageTableStep? PrototypePte { get; }

    /// <summary>The entries that were read, from the PML4E down; on failure, as far as the walk came.</summary>
    public ImmutableArray<PageTableStep> Walk { get; }

    /// <summary>One line: the address, and where it leads or why not.</summary>
    public override string ToString() => Failure is { } failure
        ? $"{VirtualAddress}: {failure}"
        : $"{VirtualAddress} -> {PhysicalAddress}{(PrototypePte is not null ? " (prototype)" : IsTransition ? " (transition)" : "")}";
}
