using System.IO.Compression;
using System.Xml.Linq;

namespace Extension.Tests.Packages;

/// <summary>A package as it would be published.</summary>
internal sealed class Package : IDisposable
{
    private readonly ZipArchive _archive;

    public Package(string path)
    {
        _archive = ZipFile.OpenRead(path);
        Metadata = XDocument.Parse(ReadText(Files.Single(file => file.EndsWith(".nuspec", StringComparison.Ordinal)))).Root!.Elements().Single();
    }

    /// <summary>What is in it, but for what every package has by the packaging conventions.</summary>
    public IEnumerable<string> Content => Files.Where(file =>
        !file.StartsWith("_rels/", StringComparison.Ordinal) && !file.StartsWith("package/", StringComparison.Ordinal)
        && !file.EndsWith(".nuspec", StringComparison.Ordinal) && file != "[Content_Types].xml");

    /// <summary>The element that says what the package is.</summary>
    public XElement Metadata { get; }

    /// <summary>The names of the packages that it asks for.</summary>
    public IEnumerable<string> Dependencies => Descendants("dependency").Select(dependency => (string)dependency.Attribute("id")!);

    private IEnumerable<string> Files => _archive.Entries.Select(entry => entry.FullName);

    public IEnumerable<XElement> Descendants(string name) => Metadata.Descendants().Where(element => element.Name.LocalName == name);

    public string ReadText(string file)
    {
        using var reader = new StreamReader(_archive.GetEntry(file)!.Open());
        return reader.ReadToEnd();
    }

    public byte[] ReadBytes(string file)
    {
        using Stream stream = _archive.GetEntry(file)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    public void Dispose() => _archive.Dispose();
}
