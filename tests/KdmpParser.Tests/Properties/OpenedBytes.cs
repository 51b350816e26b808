namespace KdmpParser.Tests.Properties;

/// <summary>Opens what was made by hand, one half of all in memory and the other as a mapped file: the ways to the bytes are different ones.</summary>
internal static class OpenedBytes
{
    public static KernelDump Open(byte[] file, KernelDumpLimits? limits = null)
    {
        var options = new KernelDumpOptions { Access = DumpAccess.Mapped, AllowTruncated = true, Limits = limits ?? new() };

        // Windows does not delete a file that is mapped.
        if (OperatingSystem.IsWindows() || file.Sum(b => b) % 2 == 0)
            return KernelDump.Open(file, "by hand", options);
        using var folder = new TemporaryFolder();
        return KernelDump.Open(folder.Write("by hand", file), options);
    }
}
