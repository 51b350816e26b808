using Iced.Intel;

namespace KdmpParser.Analysis.Code;

/// <summary>An instruction as it was decoded, before anything about it is looked up.</summary>
internal readonly record struct RawInstruction(VirtualAddress Address, ReadOnlyMemory<byte> Bytes, DecodingState State, Instruction Instruction);
