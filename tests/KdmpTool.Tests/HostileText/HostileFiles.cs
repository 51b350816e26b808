namespace KdmpTool.Tests.HostileText;

/// <summary>Hostile dumps as files, for as long as a test class runs.</summary>
public sealed class HostileFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kdmp-hostile-").FullName;

    public HostileFiles()
    {
        Kernel = Write("kernel.dmp", HostileDump.Of("colours").Kernel());
        Small = Write("small.dmp", HostileDump.Of("attribute").Small());
    }

    /// <summary>Type 8.</summary>
    public string Kernel { get; }

    /// <summary>Type 4.</summary>
    public string Small { get; }

    public string At(string name) => Path.Combine(_folder, name);

    /// <summary>What is in the folder.</summary>
    public string[] Names => [.. Directory.GetFileSystemEntries(_folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(At(name), bytes);
        return At(name);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
