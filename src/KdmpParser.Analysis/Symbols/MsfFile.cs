using Microsoft.Win32.SafeHandles;

namespace KdmpParser.Analysis.Symbols;

/// <summary>
/// The container of a PDB 7.0: numbered streams, each a list of blocks of the file. Layout as LLVM documents it ("The MSF File Format"). Nothing is
/// allocated that the file is not long enough for.
/// </summary>
internal sealed class MsfFile : IDisposable
{
    /// <summary>Length of the signature, and offsets of the superblock behind it.</summary>
    private const int SignatureSize = 32, BlockSize = 32, BlockCount = 40, DirectorySize = 44, DirectoryMap = 52, SuperBlockSize = 56;

    /// <summary>The size of a stream that was deleted.</summary>
    private const uint NoStream = uint.MaxValue;

    private const int SmallestBlock = 512, LargestBlock = 1 << 16;

    private readonly SafeFileHandle _handle;
    private readonly long _length;
    private readonly int _blockSize;
    private readonly PdbStream _directory;

    /// <summary>For each stream, the place of its first block number in the directory, in entries of four bytes.</summary>
    private readonly long[] _firstBlocks;

    /// <summary>Bytes that may still be read: streams share no blocks, so all of them are no more than the file.</summary>
    private long _left;

    /// <param name="path">The file.</param>
    /// <param name="limits">Bounds on its size.</param>
    /// <exception cref="SymbolFileException">It is no PDB 7.0, or damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public MsfFile(string path, KernelDumpLimits limits)
    {
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.RandomAccess);
        try
        {
            _length = RandomAccess.GetLength(_handle);
            if (_length > limits.SymbolFileBytes)
                throw SymbolFileException.Limit("bytes", limits.SymbolFileBytes);
            _left = _length;
            var start = new byte[SuperBlockSize];
            int read = RandomAccess.Read(_handle, start, 0);
            PdbSignature.Check(start.AsSpan(0, Math.Min(read, SignatureSize)));
            var superBlock = new PdbStream("the superblock", start.AsMemory(0, read));
            uint size = superBlock.U32(BlockSize);
            if (size is < SmallestBlock or > LargestBlock || !uint.IsPow2(size))
                throw SymbolFileException.Corrupt(FormattableString.Invariant($"its blocks have {size} bytes"));
            _blockSize = (int)size;
            if (superBlock.U32(BlockCount) > (ulong)((_length + size - 1) / size))
                throw SymbolFileException.Corrupt("it is shorter than its blocks");

            // The directory is a stream, too; the list of its blocks stands in blocks that follow each other.
            uint directorySize = superBlock.U32(DirectorySize);
            byte[] map = ReadBytes(superBlock.U32(DirectoryMap) * (long)size, 4L * BlocksOf(directorySize), "the list of directory blocks");
            _directory = ReadBlocks("the stream directory", new("the list of directory blocks", map), 0, directorySize);
            uint count = _directory.U32(0);
            if (count > (uint)(_directory.Length / sizeof(uint) - 1))
                throw SymbolFileException.Corrupt("its directory is shorter than its list of streams");
            _firstBlocks = new long[count];
            long blocks = 1L + count;
            for (int i = 0; i < _firstBlocks.Length; i++)
            {
                _firstBlocks[i] = blocks;
                blocks += BlocksOf(SizeOf(i));
            }
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    /// <summary>The content of a stream.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <exception cref="SymbolFileException">There is none, or the file is damaged.</exception>
    public PdbStream Read(int number, string name) => number < _firstBlocks.Length
        ? ReadBlocks(name, _directory, _firstBlocks[number], SizeOf(number))
        : throw SymbolFileException.Corrupt($"it has no stream for {name}");

    public void Dispose() => _handle.Dispose();

    private uint SizeOf(int stream) => _directory.U32(sizeof(uint) * (1 + stream)) is var size && size == NoStream ? 0 : size;

    private long BlocksOf(uint size) => ((long)size + _blockSize - 1) / _blockSize;

    /// <param name="name">What is read.</param>
    /// <param name="map">Where the list of its blocks is.</param>
    /// <param name="first">The place of the first of them in it, in entries of four bytes.</param>
    /// <param name="size">How long it is, as the file says.</param>
    private PdbStream ReadBlocks(string name, PdbStream map, long first, uint size)
    {
        if ((first + BlocksOf(size)) * sizeof(uint) > map.Length)
            throw SymbolFileException.Corrupt($"the blocks of {name} are not listed");
        Spend(size, name);
        var bytes = new byte[size];
        for (int done = 0; done < bytes.Length; done += _blockSize)
        {
            uint block = map.U32((int)(sizeof(uint) * (first + done / _blockSize)));
            Fill(block * (long)_blockSize, bytes.AsSpan(done, Math.Min(_blockSize, bytes.Length - done)), name);
        }

        return new(name, bytes);
    }

    private byte[] ReadBytes(long offset, long length, string name)
    {
        Spend(length, name);
        var bytes = new byte[length];
        Fill(offset, bytes, name);
        return bytes;
    }

    private void Spend(long bytes, string name)
    {
        if (bytes > Math.Min(_left, Array.MaxLength))
            throw SymbolFileException.Corrupt($"{name} is longer than the file");
        _left -= bytes;
    }

    private void Fill(long offset, Span<byte> destination, string name)
    {
        while (destination.Length > 0)
        {
            int read = offset < _length ? RandomAccess.Read(_handle, destination, offset) : 0;
            if (read == 0)
                throw SymbolFileException.Corrupt($"{name} lies past the end of the file");
            offset += read;
            destination = destination[read..];
        }
    }
}
