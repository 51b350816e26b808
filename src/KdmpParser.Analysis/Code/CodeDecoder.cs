using Iced.Intel;

namespace KdmpParser.Analysis.Code;

/// <summary>Decodes bytes as instructions of x64 or, for WoW64, of x86.</summary>
internal sealed class CodeDecoder
{
    /// <summary>Bytes of the longest instruction (Intel SDM vol. 2A, 2.3.11).</summary>
    public const int LongestInstruction = 15;

    private readonly byte[] _bytes;
    private readonly VirtualAddress _address;
    private readonly ByteArrayCodeReader _reader;
    private readonly Decoder _decoder;

    /// <param name="bytes">The bytes.</param>
    /// <param name="address">Where they are.</param>
    /// <param name="bitness">64 or 32.</param>
    public CodeDecoder(byte[] bytes, VirtualAddress address, int bitness)
    {
        (_bytes, _address) = (bytes, address);
        _reader = new(bytes);
        _decoder = Decoder.Create(bitness, _reader);
    }

    /// <summary>Decodes from a byte on, one after the other; a byte that begins no instruction is passed over.</summary>
    public IEnumerable<RawInstruction> From(int start)
    {
        for (int at = start; at < _bytes.Length;)
        {
            RawInstruction instruction = At(at);
            yield return instruction;
            at += instruction.Bytes.Length;
        }
    }

    /// <summary>What begins at a byte.</summary>
    public RawInstruction At(int offset)
    {
        VirtualAddress address = _address + (ulong)offset;
        _reader.Position = offset;
        _decoder.IP = address.Value;
        _decoder.Decode(out Instruction instruction);
        (int length, DecodingState state) = _decoder.LastError switch
        {
            DecoderError.None => (instruction.Length, DecodingState.Decoded),
            DecoderError.NoMoreBytes => (_bytes.Length - offset, DecodingState.Incomplete),
            _ => (1, DecodingState.Invalid),
        };
        return new(address, _bytes.AsMemory(offset, length), state, instruction);
    }
}
