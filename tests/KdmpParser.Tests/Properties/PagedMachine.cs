using CsCheck;

namespace KdmpParser.Tests.Properties;

/// <summary>
/// A dump of a few page frames, most of them page tables whose few entries mostly lead to each other: tables that are shared, tables that lead
/// back to themselves or up, tables that are missing, in every combination with large pages and software PTEs.
/// </summary>
internal sealed class PagedMachine
{
    // The ends of a table and of the two halves of all addresses, neighbours, and where Windows often has the self-map.
    private static readonly int[] s_indexes = [0, 1, 2, 0xff, 0x100, 0x1ed, 0x1fe, 0x1ff];

    // Mostly all rights, or a walk of four would hardly have any. Bit 63, 11:8 (G and three of software), 6:3.
    private static readonly Gen<ulong> s_flags = Gen.Frequency((2, Gen.Const(7UL)), (1, Gen.ULong.Select(bits => bits & 0x8000_0000_0000_0f7e | 1)));

    /// <summary>Machines whose dumps are whole.</summary>
    public static readonly Gen<PagedMachine> Whole = Of(Gen.Const(0));

    /// <summary>Machines of which some dumps are cut within their last pages.</summary>
    public static readonly Gen<PagedMachine> PerhapsCut = Of(Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[0, 0x4000])));

    private readonly Page[] _pages;
    private readonly int _order, _cut;
    private readonly SortedDictionary<ulong, ulong[]> _captured = [];

    private PagedMachine(Page[] pages, ulong directoryTableBase, int order, int cut)
    {
        (_pages, DirectoryTableBase, _order, _cut) = (pages, directoryTableBase, order, cut);
        for (int i = 0; i < pages.Length; i++)
        {
            if (pages[i].Kind != PageKind.Missing)
                _captured.Add((ulong)i + 1, Words(pages[i], (ulong)i + 1));
        }

        // The addresses of prototype PTEs are those that entries lead to, so these come last; the processor uses none of them.
        for (int i = 0; i < pages.Length; i++)
        {
            foreach (Entry entry in pages[i].Entries.Where(entry => entry.Prototype is not null && pages[i].Kind != PageKind.Missing))
                Set(_captured[(ulong)i + 1], pages[i].Kind, entry.Index, PrototypeAddress(entry.Prototype!.Value) << 16 | entry.Value);
        }
    }

    public ulong DirectoryTableBase { get; }

    public byte[] ToFile()
    {
        ulong[] frames = [.. _captured.Keys];
        new Random(_order).Shuffle(frames);
        DumpBytes bytes = DumpBytes.Ranges(8, [.. frames.Select(frame => (frame, 1UL))]).U64(0x010, DirectoryTableBase);
        int at = 0x2030 + 16 * frames.Length;
        foreach (ulong word in frames.SelectMany(frame => _captured[frame]))
        {
            bytes.U64(at, word);
            at += 8;
        }

        return bytes.CutTo(at - Math.Min(_cut, 0x1000 * frames.Length)).ToArray();
    }

    public static KernelDump Open(byte[] file) => OpenedBytes.Open(file);

    /// <summary>An address that the entries of the tables lead along, as far as there are any.</summary>
    public ulong Address(Addressed.Choices choices) => Follow(choices).Address + (ulong)choices.Offset;

    public override string ToString() => $"""
        root {DirectoryTableBase:x}, order {_order}, cut {_cut:x}
        {string.Join('\n', _pages.Select((page, i) => $"frame {i + 1:x}: {page.Kind} {Used(page, (ulong)i + 1)}"))}

        """;

    /// <summary>Goes down the tables.</summary>
    /// <returns>The page, and the frame that it is in, if there is one.</returns>
    private (ulong Address, ulong? Frame) Follow(Addressed.Choices choices)
    {
        ulong address = 0;
        ulong? table = Frame(DirectoryTableBase);
        for (int level = 0; level < 4; level++)
        {
            // Behind the tables, within a large page: what is captured is at its beginning.
            int choice = choices[level], index = choice % 2 == 0 ? choice % 3 : s_indexes[choice % s_indexes.Length];
            if (table is { } frame && _captured.TryGetValue(frame, out ulong[]? words))
            {
                // Down to another table, more often than not.
                int[] used = [.. Enumerable.Range(0, 512).Where(i => words[i] != 0)];
                int[] down = [.. used.Where(i => (words[i] & 0x81) == 1 && _captured.ContainsKey(Frame(words[i])))];
                if (level < 3 && down.Length > 0 && choice % 4 != 0)
                    used = down;
                index = used.Length == 0 ? index : used[choice / 4 % used.Length];
                table = (words[index] & 0x81) == 1 ? Frame(words[index]) : null;
            }

            address = address << 9 | (uint)index;
        }

        // Bit 47 goes on to the top.
        return ((ulong)((long)(address << 28) >> 16), table);
    }

    /// <summary>The address of a prototype PTE: of an entry that is one.</summary>
    private ulong PrototypeAddress(Addressed.Choices choices)
    {
        (ulong address, ulong? frame) = Follow(choices);
        int index = choices.Offset / 8;
        if (frame is { } page && _captured.TryGetValue(page, out ulong[]? words))
            index = Enumerable.Range(0, 512).Where(i => words[i] != 0).ElementAtOrDefault(choices.Offset % 6);
        return address + 8 * (ulong)index;
    }

    private static ulong Frame(ulong entry) => entry >> 12 & 0xff_ffff_ffff;

    private static Gen<PagedMachine> Of(Gen<int> cut) => Gen.OneOf([.. Enumerable.Range(1, 10).Select(frames => Of(frames, cut))]);

    private static Gen<PagedMachine> Of(int frames, Gen<int> cut)
    {
        // One more than there are frames is never there.
        Gen<ulong> frame = Gen.ULong[1, (ulong)frames + 1], anyFrame = Gen.ULong[0, (1UL << 40) - 1];
        Gen<Entry> entry = Gen.Select(Gen.OneOf(s_indexes), Gen.Frequency(
            (24, Present(frame, 0)),
            (4, Present(frame, 0x80)),
            (1, Present(anyFrame, 0)),
            (1, Present(anyFrame, 0x80)),
            (4, Gen.Select(frame, Gen.UShort, Gen.ULong[0, 31], (target, high, low) => Raw((ulong)high << 48 | target << 12 | 0x800 | low << 5))),
            (6, Gen.Select(Addressed.Path, Gen.Bool, (path, isBoth) => new Entry(0, isBoth ? 0xc00UL : 0x400, path))),
            (2, Gen.OneOf(0xffff_ffff_0000_0400UL, 0x80UL, 0xffff_f080UL, 0x0001_2345_0000_0080UL).Select(Raw)),
            (1, Gen.ULong.Select(Raw))), (index, made) => made with { Index = index });
        Gen<Page> table = entry.Array[1, 6].Select(entries => new Page(PageKind.Table, entries));
        Gen<Page> page = Gen.Frequency(
            (12, table),
            (3, entry.Array[1].Select(entries => new Page(PageKind.FullTable, entries))),
            (1, entry.Array[2].Select(entries => new Page(PageKind.FullTable, entries))),
            (3, Gen.Const(new Page(PageKind.Noise, []))),
            (1, Gen.Const(new Page(PageKind.Missing, []))));
        return Gen.Select(
            Gen.Select(table, page.Array[frames - 1], (first, others) => (Page[])[first, .. others]),
            Gen.Frequency((8, Gen.Const(1UL)), (1, frame)),
            Gen.OneOf(Gen.Const(0UL), Gen.ULong.Select(bits => bits & 0xfff0_0000_0000_0fff)),
            Gen.Int[0, 5],
            cut,
            (pages, root, ignored, order, missing) => new PagedMachine(pages, root << 12 | ignored, order, missing));
    }

    private static Gen<Entry> Present(Gen<ulong> frame, ulong bits) =>
        Gen.Select(frame, s_flags, (target, flags) => Raw(target << 12 | flags & ~0x80UL | bits));

    private static Entry Raw(ulong value) => new(0, value, null);

    private static ulong[] Words(Page page, ulong frame)
    {
        var words = new ulong[512];
        if (page.Kind == PageKind.Noise)
        {
            for (int i = 0; i < words.Length; i++)
                words[i] = (frame * 512 + (ulong)i + 1) * 0x9e37_79b9_7f4a_7c15;
        }

        foreach (Entry entry in page.Entries.Where(entry => entry.Prototype is null))
            Set(words, page.Kind, entry.Index, entry.Value);
        return words;
    }

    /// <summary>Sets an entry; the first one of a full table is all of its entries.</summary>
    private static void Set(ulong[] words, PageKind kind, int index, ulong value)
    {
        if (kind == PageKind.FullTable && Array.TrueForAll(words, word => word == 0))
            Array.Fill(words, value);
        words[index] = value;
    }

    private string Used(Page page, ulong frame) => page.Kind switch
    {
        PageKind.Table => string.Join(' ', _captured[frame].Select((word, i) => (word, i)).Where(entry => entry.word != 0).Select(entry => $"[{entry.i:x}]={entry.word:x}")),
        PageKind.FullTable => string.Join(' ', _captured[frame].Select((word, i) => (word, i)).GroupBy(entry => entry.word)
            .Select(group => $"{(group.Count() > 5 ? "others" : string.Join(',', group.Select(entry => $"[{entry.i:x}]")))}={group.Key:x}")),
        _ => "",
    };

    private enum PageKind
    {
        Table,
        FullTable,
        Noise,
        Missing,
    }

    /// <summary>An entry; where it leads to a prototype PTE, that one's address is not known before the tables are.</summary>
    private readonly record struct Entry(int Index, ulong Value, Addressed.Choices? Prototype);

    private sealed record Page(PageKind Kind, Entry[] Entries);
}
