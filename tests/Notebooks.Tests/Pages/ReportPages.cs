using KdmpParser;

namespace Notebooks.Tests.Pages;

/// <summary>Reports of the sample as pages, as they are and redacted.</summary>
public sealed class ReportPages : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kdmp-pages-").FullName;

    public Uri Of(string name) => new(Path.Combine(_folder, name));

    public async ValueTask InitializeAsync()
    {
        string dump = Path.Combine(_folder, "sample.dmp");
        KdmpSample.Write(dump);
        Assert.Equal(0, (await Shell.RunAsync("report", dump, "-o", Path.Combine(_folder, "report.html"))).ExitCode);
        Assert.Equal(0, (await Shell.RunAsync("report", dump, "-o", Path.Combine(_folder, "redacted.html"), "--redact")).ExitCode);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return default;
    }
}
