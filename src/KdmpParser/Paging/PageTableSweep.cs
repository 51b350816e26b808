using System.Runtime.InteropServices;

namespace KdmpParser.Paging;

/// <summary>
/// One pass over every table of an address space, in the order of virtual addresses. What the processor does not use is passed over, and so
/// is an entry that leads back to a table on the way to it: the self-map, through which the tables are their own last level, and any other loop.
/// </summary>
/// <remarks>
/// Tables can be shared, in a hostile dump without end: four tables can say that every address is mapped. Where a table maps nothing, or
/// all of it with the same rights, that is remembered, and it is not read again; how often others are visited is limited.
/// </remarks>
internal sealed class PageTableSweep(PageTables tables, long allowedVisits, Action<PageTableStep>? onMissingTable, CancellationToken cancellation)
{
    private const int Entries = 512;
    private const int Levels = 4;

    private readonly Frame[] _path = [new(), new(), new(), new()];
    private readonly Dictionary<(PageTableLevel Level, ulong Table), Content> _known = [];
    private long _visits;

    /// <summary>What is mapped, page by page; where all of a table is mapped alike, as one piece if <paramref name="joinAlike"/> says so.</summary>
    /// <param name="joinAlike">Then the physical address of a piece is only that of its first page.</param>
    public IEnumerable<MappedPiece> Pieces(bool joinAlike)
    {
        if (!Enter(0, tables.Root, 0, PageRights.All, default))
            yield break;
        for (int depth = 0; depth >= 0;)
        {
            Frame frame = _path[depth];
            if (frame.Next == Entries)
            {
                Leave(depth--);
                continue;
            }

            var level = (PageTableLevel)depth;
            var entry = new PageTableEntry(frame.Entries[frame.Next]);
            ulong address = frame.Address | (ulong)frame.Next << level.Shift();
            var step = new PageTableStep(level, frame.Table.Value + 8 * (ulong)frame.Next++, entry);
            if (!entry.Present)
            {
                frame.Add(Content.Nothing);
                continue;
            }

            PhysicalAddress target = step.Target!.Value;
            PageRights own = PageRights.All.Through(entry), rights = frame.Rights.Through(entry);
            if (step.PageSize is { } size)
            {
                frame.Add(new(size, own));
                yield return new(VirtualAddress.SignExtended(address), target, (ulong)size, size, rights);
            }
            else if (IsOnPath(depth, target))
            {
                // What this table maps depends on the way to it, so it is not remembered.
                frame.Add(Content.Mixed);
            }
            else if (_known.TryGetValue((level + 1, target.Value), out Content content) && (joinAlike || content == Content.Nothing))
            {
                frame.Add(content.Through(own));
                if (content.PageSize > 0)
                    yield return new(VirtualAddress.SignExtended(address), target, 1UL << level.Shift(), content.PageSize, rights.Through(content.Rights));
            }
            else if (Enter(depth + 1, target, address, rights, step))
            {
                _path[depth + 1].Own = own;
                depth++;
            }
            else
            {
                _known.TryAdd((level + 1, target.Value), Content.Nothing);
                frame.Add(Content.Nothing);
            }
        }
    }

    private bool IsOnPath(int depth, PhysicalAddress table)
    {
        for (int i = 0; i <= depth; i++)
        {
            if (_path[i].Table == table)
                return true;
        }

        return false;
    }

    private bool Enter(int depth, PhysicalAddress table, ulong address, PageRights rights, PageTableStep from)
    {
        cancellation.ThrowIfCancellationRequested();
        if (++_visits > allowedVisits)
        {
            throw new KernelDumpException(
                KernelDumpError.LimitExceeded, FormattableString.Invariant($"The page tables at {tables.Root} go on after {allowedVisits} tables."));
        }

        Frame frame = _path[depth];
        if (!tables.Memory.Read(table, MemoryMarshal.AsBytes(frame.Entries.AsSpan())).IsComplete)
        {
            onMissingTable?.Invoke(from);
            return false;
        }

        frame.Begin(table, address, rights);
        return true;
    }

    private void Leave(int depth)
    {
        Frame frame = _path[depth];
        Content content = frame.Content ?? Content.Nothing;
        if (depth == 0)
            return;
        if (content != Content.Mixed)
            _known[((PageTableLevel)depth, frame.Table.Value)] = content;
        _path[depth - 1].Add(content.Through(frame.Own));
    }

    /// <summary>What a table maps, as far as one word can say it.</summary>
    private readonly record struct Content(long PageSize, PageRights Rights)
    {
        public static readonly Content Nothing = new(0, default);
        public static readonly Content Mixed = new(-1, default);

        public Content Through(PageRights rights) => PageSize > 0 ? new(PageSize, Rights.Through(rights)) : this;
    }

    /// <summary>A table on the way down.</summary>
    private sealed class Frame
    {
        public ulong[] Entries { get; } = new ulong[PageTableSweep.Entries];

        public PhysicalAddress Table { get; private set; }

        public ulong Address { get; private set; }

        /// <summary>What all levels above allow.</summary>
        public PageRights Rights { get; private set; }

        /// <summary>What the entry that led here allows.</summary>
        public PageRights Own { get; set; }

        public int Next { get; set; }

        public Content? Content { get; private set; }

        public void Begin(PhysicalAddress table, ulong address, PageRights rights)
        {
            (Table, Address, Rights) = (table, address, rights);
            (Next, Content) = (0, null);
        }

        public void Add(Content content) => Content = Content is null || Content == content ? content : PageTableSweep.Content.Mixed;
    }
}
