using System.Text.Json.Nodes;
using KdmpParser.Tests.Corrupt;

namespace KdmpTool.Tests.HostileText;

public sealed class LoneSurrogateTests : IDisposable
{
    private readonly SampleFile _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Half_a_character_is_an_escape_for_people_and_a_replacement_for_programs()
    {
        // The name of the first driver is U+DC00 alone, which no UTF-8 can hold.
        string path = _files.Named("half.dmp"), page = _files.Named("half.html"), report = _files.Named("half.ipynb");
        File.WriteAllBytes(path, Corpus.All.Single(dump => dump.Name == "DriverNameIsALoneSurrogate").Bytes);
        Assert.Contains(@" \udc00 ", CommandLineRun.Of(["modules", path]).Output, StringComparison.Ordinal);
        Assert.Equal("\ufffd", JsonNode.Parse(CommandLineRun.Of(["modules", path, "--json"]).Output)!["kernel"]![0]!["name"]!.GetValue<string>());
        CommandLineRun.Of(["modules", path, "--html", page]);
        Assert.Contains(@">\udc00<", File.ReadAllText(page), StringComparison.Ordinal);
        CommandLineRun.Of(["report", path, "-o", report]);
        Assert.DoesNotContain('\ufffd', File.ReadAllText(report));
        Assert.Contains(@"\\udc00", File.ReadAllText(report), StringComparison.Ordinal);
    }
}
