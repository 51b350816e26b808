using KdmpParser;

namespace KdmpInteractive.Views;

/// <summary>Architectures as people write them.</summary>
internal static class Machines
{
    public static string Name(MachineType machine) => machine == MachineType.X64 ? "x64" : "ARM64";
}
