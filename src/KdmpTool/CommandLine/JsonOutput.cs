using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KdmpTool.CommandLine;

/// <summary>Writes JSON, a line each, without ever having a whole line: one can be gigabytes long.</summary>
/// <param name="output">Where to.</param>
internal sealed class JsonOutput(TextWriter output) : IBufferWriter<byte>
{
    private const int Piece = 1 << 14;

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private byte[] _bytes = new byte[Piece];
    private char[] _characters = new char[Piece + 1];
    private Utf8JsonWriter? _writer;

    /// <summary>Writes one line.</summary>
    public void WriteLine(JsonNode json)
    {
        _writer ??= new(this);
        _writer.Reset();
        json.WriteTo(_writer);
        _writer.Flush();
        output.Write('\n');
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        int length = _decoder.GetChars(_bytes, 0, count, _characters, 0);
        output.Write(_characters, 0, length);
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (sizeHint > _bytes.Length)
            (_bytes, _characters) = (new byte[sizeHint], new char[sizeHint + 1]);
        return _bytes;
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
