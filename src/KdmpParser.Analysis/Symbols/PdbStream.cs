using System.Buffers.Binary;

namespace KdmpParser.Analysis.Symbols;

/// <summary>The bytes of one stream of a PDB, or a part of them. What lies outside of them ends the reading.</summary>
/// <param name="name">What it is called in messages, such as <c>the DBI stream</c>.</param>
/// <param name="bytes">The bytes.</param>
internal readonly struct PdbStream(string name, ReadOnlyMemory<byte> bytes)
{
    public int Length => bytes.Length;

    public ushort U16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(At(offset, sizeof(ushort)));

    public uint U32(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(At(offset, sizeof(uint)));

    public Guid Guid(int offset) => new(At(offset, 16));

    public PdbStream Part(int offset, uint length) =>
        length <= int.MaxValue ? new(name, Memory(offset, (int)length)) : throw SymbolFileException.Corrupt($"{name} ends too early");

    /// <summary>A text that a zero byte ends, or what it stands in.</summary>
    public ReadOnlyMemory<byte> Text(int offset)
    {
        ReadOnlyMemory<byte> rest = Memory(offset, Math.Max(bytes.Length - offset, 0));
        int end = rest.Span.IndexOf((byte)0);
        return end < 0 ? rest : rest[..end];
    }

    private ReadOnlySpan<byte> At(int offset, int length) => Memory(offset, length).Span;

    private ReadOnlyMemory<byte> Memory(int offset, int length) => offset >= 0 && offset <= bytes.Length - length
        ? bytes.Slice(offset, length)
        : throw SymbolFileException.Corrupt($"{name} ends too early");
}
