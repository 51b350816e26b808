namespace Notebooks.Tests.Documents;

/// <summary>Links of documents lead somewhere, and to nobody's registry of packages, which each reader has another of.</summary>
public class LinkTests
{
    private static readonly string[] s_registries = ["nuget.org", "npmjs.", "pypi.org", "crates.io", "pkg.go.dev", "packages.debian.org"];

    public static TheoryData<string> Documents => [.. Document.All];

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_link_leads_to_a_file_and_to_a_heading_in_it(string name)
    {
        foreach (string link in new Document(name).Links.Where(link => !link.Contains("://", StringComparison.Ordinal)))
        {
            string[] parts = link.Split('#');
            string target = parts[0].Length == 0 ? name : Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, Path.GetDirectoryName(name)!, parts[0])).Replace('\\', '/');
            Assert.True(Path.Exists(Path.Combine(Repository.Root, target)), $"{name} has a link to {link}, which is not there.");
            if (parts.Length > 1)
                Assert.Contains(parts[1], new Document(target).Anchors);
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void No_link_leads_to_a_registry(string name) => Assert.DoesNotContain(
        new Document(name).Links,
        link => Uri.TryCreate(link, UriKind.Absolute, out Uri? url) && s_registries.Any(registry => url.Host.Contains(registry, StringComparison.Ordinal)));
}
