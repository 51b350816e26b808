using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary>A dump of a session.</summary>
/// <param name="Name">What commands call it; in a notebook, the C# variable.</param>
/// <param name="Dump">The dump.</param>
public sealed record OpenDump(string Name, KernelDump Dump);
