namespace KdmpParser.Benchmarks.Baseline;

/// <summary>A walk through page tables (Intel SDM vol. 3A 4.5) that looks each table up among the pages and reads it from the mapping.</summary>
internal sealed class DictionaryWalk(PageDictionary pages, RawMapping mapping, ulong root)
{
    private const ulong Present = 1, LargePage = 1 << 7, AddressMask = 0x000f_ffff_ffff_f000;

    public bool TryTranslate(ulong address, out ulong physical)
    {
        physical = root;
        for (int bit = 39; bit >= 12; bit -= 9)
        {
            if (!pages.TryGetFileOffset(physical + (address >> bit & 0x1ff) * sizeof(ulong), out long fileOffset))
                return false;
            ulong entry = mapping.Read<ulong>(fileOffset);
            if ((entry & Present) == 0)
                return false;
            physical = entry & AddressMask;
            if (bit == 12 || (bit < 39 && (entry & LargePage) != 0))
            {
                ulong offsetMask = (1UL << bit) - 1;
                physical = physical & ~offsetMask | address & offsetMask;
                break;
            }
        }

        return true;
    }
}
