using KdmpTool.Notebooks;

namespace Notebooks.Tests.Pages;

/// <summary>The pages that <c>kdmp run --html</c> makes of the repository's notebooks, as files, each made once.</summary>
public sealed class ExportedPages : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kdmp-pages-").FullName;

    public async Task<Uri> OfAsync(string name)
    {
        string page = Path.Combine(_folder, Path.ChangeExtension(name, ".html"));
        if (!File.Exists(page))
        {
            Notebook notebook = IpynbFormat.Read(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "notebooks", name)));
            using var runner = new NotebookRunner();
            Assert.Null(await runner.RunAsync(notebook, TestContext.Current.CancellationToken));
            await File.WriteAllTextAsync(page, HtmlPage.Of(notebook));
        }

        return new(page);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
