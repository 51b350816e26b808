using KdmpInteractive.Formatting;
using KdmpInteractive.Views;
using Microsoft.DotNet.Interactive.Formatting;

namespace KdmpInteractive.Tests.Snapshots;

/// <summary>What people see of every type that shows itself, through the notebook's own formatting library.</summary>
public sealed class SnapshotTests : IDisposable
{
    private readonly ShownValues _values = new();

    public SnapshotTests() => KdmpFormatters.Register();

    public static TheoryData<string> Names => [.. ShownValues.Names];

    public void Dispose() => _values.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void As_plain_text(string name) => Snapshot.Matches($"{name}.txt", _values[name].ToDisplayString("text/plain"));

    [Theory]
    [MemberData(nameof(Names))]
    public void As_HTML(string name) => Snapshot.Matches($"{name}.html", Snapshot.Readable(_values[name].ToDisplayString("text/html")));

    [Fact]
    public void Every_type_that_shows_itself_has_a_snapshot()
    {
        object[] values = [.. ShownValues.Names.Select(name => _values[name])];
        Assert.Empty(ShownTypes.All.Where(type => !values.Any(type.IsInstanceOfType)).Select(type => type.Name));
    }

    [Fact]
    public void No_snapshot_is_without_its_test() =>
        Assert.Equal(ShownValues.Names.SelectMany(name => (string[])[$"{name}.html", $"{name}.txt"]).Order(StringComparer.Ordinal), Snapshot.Files.Order(StringComparer.Ordinal));
}
