using KdmpParser;

namespace KdmpTool.Tests;

/// <summary>The sample as a file, for as long as a test class runs.</summary>
public sealed class SampleFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kdmp").FullName;

    public SampleFile() => KdmpSample.Write(Path = Named("sample.dmp"), DumpType.Full);

    public string Path { get; }

    /// <summary>A path in the same folder.</summary>
    public string Named(string name) => System.IO.Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
