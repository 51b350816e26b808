using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpTool.ParserFlags;

/// <summary>
/// Memory as the Rust tool prints it: an address of 16 digits, 16 bytes with a dash in their middle, their characters. A byte that is
/// missing is two question marks; bytes behind it that are there are shown.
/// </summary>
/// <param name="dump">The dump.</param>
/// <param name="output">Takes the lines.</param>
/// <param name="say">Takes a sentence about what is missing.</param>
internal sealed class MemoryText(KernelDump dump, TextWriter output, Action<string> say)
{
    private const int BytesPerLine = 16;

    private readonly LineBuffer _lines = new(output);
    private readonly byte[] _bytes = new byte[0x10000];
    private readonly bool[] _isThere = new bool[0x10000];
    private MemoryFailure? _failure;
    private long _shown;

    private delegate ReadResult Reading(ulong address, Span<byte> destination);

    /// <returns>Whether every byte was there.</returns>
    public bool Write(ParserLine line, CancellationToken cancellation)
    {
        VirtualAddressSpace space = line.DirectoryTableBase is { } root ? dump.GetAddressSpace(root) : dump.VirtualMemory;
        (Reading read, Func<ulong, int, MemoryPieces> readAll) = line.IsVirtual
            ? ((Reading)((address, bytes) => space.Read(address, bytes)), (Func<ulong, int, MemoryPieces>)((address, length) => space.ViewAll(address, length)))
            : ((address, bytes) => dump.PhysicalMemory!.Read(address, bytes), (address, length) => dump.PhysicalMemory!.ViewAll(address, length));
        foreach (ulong address in line.Memory is { } one ? [one] : dump.PhysicalMemory!.EnumeratePages().Select(page => page.Value))
            Write(address, line.Length, read, readAll, cancellation);
        _lines.Flush();
        if (_failure is not { } failure)
            return true;
        if (_shown == 0 && line.Memory is { } nothing)
            say($"There is no {(line.IsVirtual ? "virtual" : "physical")} memory available at {new PhysicalAddress(nothing)}");
        say(MemoryViewView.Stop(failure, !line.IsVirtual));
        return false;
    }

    private void Write(ulong start, long length, Reading read, Func<ulong, int, MemoryPieces> readAll, CancellationToken cancellation)
    {
        for (long done = 0; done < length; done += _bytes.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = (int)Math.Min(_bytes.Length, length - done);
            ulong address = unchecked(start + (ulong)done);
            Read(address, count, isPastTheEnd: address < start, read, readAll);
            for (int i = 0; i < count; i += BytesPerLine)
                WriteLine(unchecked(address + (ulong)i), i, Math.Min(BytesPerLine, count - i));
        }
    }

    private void Read(ulong address, int count, bool isPastTheEnd, Reading read, Func<ulong, int, MemoryPieces> readAll)
    {
        if (!isPastTheEnd && read(address, _bytes.AsSpan(0, count)).IsComplete)
        {
            _isThere.AsSpan(0, count).Fill(true);
            _shown += count;
            return;
        }

        _isThere.AsSpan(0, count).Clear();
        if (isPastTheEnd)
        {
            _failure ??= new(MemoryFailureReason.EndOfAddressSpace, address);
            return;
        }

        int at = 0;
        foreach (MemoryView piece in readAll(address, count))
        {
            piece.Bytes.CopyTo(_bytes, at);
            _isThere.AsSpan(at, piece.Bytes.Length).Fill(true);
            _shown += piece.Bytes.Length;
            _failure ??= piece.Failure;
            at += piece.Requested;
        }
    }

    private void WriteLine(ulong address, int from, int count)
    {
        _lines.AppendHex(address, 16);
        _lines.Append(':');
        _lines.Append(' ');
        for (int i = 0; i < BytesPerLine; i++)
        {
            if (i < count && _isThere[from + i])
                _lines.AppendHex(_bytes[from + i], 2);
            else
                Twice(i < count ? '?' : ' ');
            if (i < BytesPerLine - 1)
                _lines.Append(i == 7 && count > 8 ? '-' : ' ');
        }

        Twice(' ');
        for (int i = from; i < from + count; i++)
            _lines.Append(!_isThere[i] ? '?' : _bytes[i] is > (byte)' ' and <= (byte)'~' ? (char)_bytes[i] : '.');
        _lines.EndLine();
    }

    private void Twice(char c)
    {
        _lines.Append(c);
        _lines.Append(c);
    }
}
