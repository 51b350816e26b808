namespace KdmpParser.Tests.Corrupt;

/// <summary>How a dump that cannot be opened is refused.</summary>
/// <param name="Error">What is wrong with it.</param>
/// <param name="FileOffset">Where in the file.</param>
internal sealed record Refusal(KernelDumpError Error, long? FileOffset);
