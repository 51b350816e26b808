using System.Globalization;
using System.Text.RegularExpressions;
using KdmpTool.Notebooks;
using Notebooks.Tests.Comparing;

namespace Notebooks.Tests;

/// <summary>What is stored in a notebook says nothing of the machine that it was stored on, and is for everyone who opens it, wherever.</summary>
public sealed partial class StoredNotebookTests
{
    /// <summary>Where home and temporary folders are on the systems that notebooks are written on.</summary>
    private static readonly string[] s_paths =
    [
        "/home/", "/Users/", "/tmp/", "/var/folders/", @":\Users", @":\\Users", "AppData",
        Path.GetTempPath(), Repository.Root, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + Path.DirectorySeparatorChar,
    ];

    private static readonly string[] s_dateFormats = ["yyyy-MM-dd", "MM/dd/yyyy", "dd.MM.yyyy", "d MMM yyyy", "MMM d, yyyy"];

    public static TheoryData<string> Names => StoredOutputTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_notebook_is_small_enough_for_pages_that_show_notebooks(string name) => Assert.InRange(Repository.ReadNotebook(name).Length, 1, (1 << 20) - 1);

    [Theory]
    [MemberData(nameof(Names))]
    public void No_output_names_a_folder_a_user_a_machine_or_a_day(string name)
    {
        // An account that is on every machine is nobody's name.
        string[] names = [.. new[] { Environment.UserName, Environment.MachineName }.Where(name => name is not ("" or "root"))];
        string[] days = [.. new[] { DateTime.Now, DateTime.UtcNow, DateTime.Now.AddDays(-1) }.SelectMany(Days).Distinct()];
        Assert.All(Forms(name), form =>
        {
            Assert.All(s_paths.Where(path => path.Length > 1), path => Assert.DoesNotContain(path, form, StringComparison.Ordinal));
            Assert.All(names, name => Assert.DoesNotMatch(new Regex($@"(?<!\w){Regex.Escape(name)}(?!\w)", RegexOptions.IgnoreCase), form));
            Assert.All(days, day => Assert.DoesNotContain(day, form, StringComparison.Ordinal));
        });
    }

    /// <summary>A chart has a script of its own, which does nothing where there is no plotly.js.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void No_output_fetches_anything(string name) => Assert.All(
        Forms(name),
        form =>
        {
            Assert.All(Script().Matches(form), script => Assert.StartsWith("<script>(function(id,figure){", script.Value, StringComparison.Ordinal));
            Assert.DoesNotContain("<link", form, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotMatch(Address(), form);
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_output_of_a_code_cell_has_plain_text(string name)
    {
        IReadOnlyList<ShownCell> cells = ShownCell.ReadAll(Repository.ReadNotebook(name));
        Assert.NotEmpty(cells);
        Assert.All(cells, cell => Assert.True(cell.Outputs.All(output => !string.IsNullOrWhiteSpace(output.Text)), cell.Title));
        Assert.All(cells, cell => Assert.True(cell.Outputs.All(output => output.Kind != "error"), cell.Title));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_notebook_has_one_title_and_begins_with_it(string name)
    {
        Notebook notebook = IpynbFormat.Read(Repository.ReadNotebook(name));
        Assert.StartsWith("# ", notebook.Cells[0].Source, StringComparison.Ordinal);
        Assert.Single(notebook.Cells.Where(cell => cell.IsMarkdown).SelectMany(cell => Title().Matches(Fence().Replace(cell.Source, ""))));
    }

    private static IEnumerable<string> Forms(string name) => ShownCell.ReadAll(Repository.ReadNotebook(name)).SelectMany(cell => cell.Outputs).SelectMany(output => output.Forms.Values);

    private static IEnumerable<string> Days(DateTime day) =>
        s_dateFormats.Select(format => day.ToString(format, CultureInfo.InvariantCulture));

    [GeneratedRegex("<script.{0,40}", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Script();

    /// <summary>Any but the name of the SVG namespace, which nobody fetches.</summary>
    [GeneratedRegex("https?:(?!//www.w3.org/(2000/svg|1999/xlink))|(src|href)=[\"']?//", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^# .*", RegexOptions.Multiline)]
    private static partial Regex Title();
}
