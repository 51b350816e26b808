using KdmpParser.Files;
using KdmpParser.Memory;

namespace KdmpParser.Searching;

/// <summary>
/// Memory that the file holds by address: physical memory, or the pieces of a small dump. Goes from extent to extent, whatever lies between. Bytes
/// are looked at where they are, except where memory goes on in another place of the file.
/// </summary>
/// <param name="captured">The memory.</param>
/// <param name="extents">What of it is passed; the file holds all of that.</param>
/// <param name="overlap">How many bytes a window repeats, where memory goes on.</param>
internal sealed class CapturedScan(CapturedMemory captured, IEnumerable<Extent> extents, int overlap) : ScannedMemory, IByteReader
{
    private readonly IEnumerator<Extent> _extents = extents.GetEnumerator();

    // What precedes the extent, if memory goes on in it.
    private readonly byte[] _before = new byte[2 * overlap];
    private int _beforeLength;
    private bool _isContinued;

    private Extent _extent;
    private ulong _passed;
    private long _bytesDone;
    private byte[]? _copy;

    // What is shown at the moment.
    private IWindowReader? _reader;
    private ulong _address;
    private int _repeated;

    public override long ByteCount => extents.Sum(extent => (long)extent.Length);

    public override long BytesDone => _bytesDone;

    public override bool Advance(IWindowReader reader)
    {
        captured.ThrowIfDisposed();
        int repeated = (int)Math.Min(_passed, (ulong)overlap);
        if (_passed == _extent.Length)
        {
            if (!_extents.MoveNext())
                return false;
            repeated = Enter(_extents.Current, reader);
        }

        // What was shown of the beginning of an extent, together with what is before it, was not passed.
        ulong start = _passed - (_passed == 0 ? 0 : (ulong)repeated);
        int count = (int)Math.Min(_extent.Length - start, Window.Length);
        (_reader, _address, _repeated) = (reader, _extent.Start + start, repeated);
        captured.Show(_extent.From(start), count, _copy ??= new byte[captured.IsInPlace ? 0 : Window.Length], this);
        _bytesDone += (long)(start + (ulong)count - _passed);
        _passed = start + (ulong)count;
        _isContinued = true;
        return true;
    }

    void IByteReader.Read(ReadOnlySpan<byte> bytes) => _reader!.Read(new(bytes, _address, _repeated, _isContinued));

    /// <summary>Begins with an extent; where memory goes on in it, the end of the one before and its beginning are shown together.</summary>
    /// <returns>How much of its beginning was shown.</returns>
    private int Enter(Extent next, IWindowReader reader)
    {
        bool goesOn = _extent.Length > 0 && next.Start == unchecked(_extent.Start + _extent.Length);
        if (goesOn)
            KeepEnd();
        else
            _beforeLength = 0;
        (_extent, _passed, _isContinued) = (next, 0, goesOn);
        int beginning = (int)Math.Min(next.Length, (ulong)overlap);
        if (!goesOn || beginning == 0)
            return 0;

        Span<byte> joint = _before.AsSpan(0, _beforeLength + beginning);
        captured.ReadExactly(next, joint[_beforeLength..]);
        reader.Read(new(joint, unchecked(next.Start - (ulong)_beforeLength), _beforeLength, isContinued: true));
        return beginning;
    }

    /// <summary>Keeps the last bytes of an extent, or of several that follow each other and are shorter than what is repeated.</summary>
    private void KeepEnd()
    {
        int end = (int)Math.Min(_extent.Length, (ulong)overlap), older = Math.Min(_beforeLength, overlap - end);
        _before.AsSpan(_beforeLength - older, older).CopyTo(_before);
        captured.ReadExactly(_extent.From(_extent.Length - (ulong)end), _before.AsSpan(older, end));
        _beforeLength = older + end;
    }
}
