namespace Extension.Tests;

/// <summary>The script of the package, as it is in the repository.</summary>
internal static class ExtensionScript
{
    public static string Text { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "extension.dib"));

    /// <summary>A notebook into which it was loaded.</summary>
    public static async Task<Notebook> LoadedAsync()
    {
        var notebook = new Notebook();
        await notebook.LoadAsync(Text);
        return notebook;
    }
}
