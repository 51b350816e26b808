namespace KdmpInteractive.Rendering;

/// <summary>A line of a disassembly.</summary>
/// <param name="Address">Where the instruction begins.</param>
/// <param name="Bytes">Its bytes in hexadecimal.</param>
/// <param name="Text">The instruction.</param>
/// <param name="Comment">What is known of its operands, in a few words behind it; empty for nothing.</param>
/// <param name="Notes">The same in lines below it, where it is more.</param>
/// <param name="IsMarked">Whether the processor stood here.</param>
/// <param name="IsWarning">Whether it is no whole instruction.</param>
internal sealed record CodeLine(string Address, string Bytes, string Text, string Comment, IReadOnlyList<string> Notes, bool IsMarked, bool IsWarning);
