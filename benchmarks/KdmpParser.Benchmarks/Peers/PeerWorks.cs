using System.Runtime.InteropServices;

namespace KdmpParser.Benchmarks.Peers;

/// <summary>What every parser is asked to do with a dump, as a user of this library would write it.</summary>
internal sealed class PeerWorks(KernelDump dump)
{
    private readonly PhysicalMemory _memory = dump.PhysicalMemory!;
    private readonly byte[] _page = new byte[PhysicalAddress.PageSize];

    public Answer ReadWords(ulong[] addresses)
    {
        Answer answer = default;
        foreach (ulong address in addresses)
        {
            if (_memory.TryRead(address, out ulong word))
                answer.Sum += word;
            else
                answer.Missing++;
        }

        return answer;
    }

    /// <summary>The page of each address; its word there tells that it is the right one.</summary>
    public Answer ReadPages(ulong[] addresses)
    {
        Answer answer = default;
        foreach (ulong address in addresses)
        {
            int offset = (int)(address % PhysicalAddress.PageSize);
            if (_memory.Read(address - (ulong)offset, _page).BytesRead == _page.Length)
                answer.Sum += MemoryMarshal.Read<ulong>(_page.AsSpan(offset));
            else
                answer.Missing++;
        }

        return answer;
    }

    public Answer Translate(ulong[] addresses)
    {
        Answer answer = default;
        foreach (ulong address in addresses)
        {
            if (dump.VirtualMemory.TryTranslate(address, out PhysicalAddress physical))
                answer.Sum += physical.Value;
            else
                answer.Missing++;
        }

        return answer;
    }

    /// <summary>All pages in the order of their addresses, into one buffer; the address and the first word of each are added up.</summary>
    public Answer ReadAll()
    {
        Answer answer = default;
        foreach (PhysicalRun run in _memory.EnumerateRuns())
        {
            ulong address = run.Start.Value;
            for (long page = 0; page < run.PageCount; page++, address += PhysicalAddress.PageSize)
            {
                if (_memory.Read(address, _page).BytesRead == _page.Length)
                    answer.Sum += address + MemoryMarshal.Read<ulong>(_page);
                else
                    answer.Missing++;
            }
        }

        return answer;
    }

    /// <summary>What came of a work: two parsers agree when both numbers are the same.</summary>
    internal record struct Answer(ulong Sum, long Missing);
}
