using System.Text.RegularExpressions;
using KdmpInteractive.Rendering;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Tests;

public sealed class ListViewTests : IDisposable
{
    private static readonly VirtualRegion s_data = new(0x1000, 0x2000, 0x1000, Writable: true, Executable: false, User: true);
    private static readonly VirtualRegion s_code = new(0x4000, 0x1000, 0x1000, Writable: false, Executable: true, User: true);
    private static readonly VirtualRegion s_both = new(0xfffff805_10600000, 0x200000, 0x200000, Writable: true, Executable: true, User: false);

    private readonly KernelDump _sample = KdmpSample.Open();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void Memory_that_can_be_written_and_executed_is_warned_of_listed_and_marked()
    {
        string text = VirtualRegionsView.Of([s_data, s_both, s_code, s_both with { User = true }]).ToText();
        Assert.Contains("\nWarning: 2 ranges (4 MiB) can be written and executed, 1 of the kernel and 1 of user mode.\nWritable and executable\n", text, StringComparison.Ordinal);
        Assert.Equal(4, Regex.Count(text, " rwx .* writable and executable\n"));
        Assert.DoesNotMatch(" r-x .*writable", text);
    }

    [Fact]
    public void Where_nothing_can_be_written_and_executed_nothing_is_warned_of() =>
        Assert.DoesNotContain("Warning", VirtualRegionsView.Of([s_data, s_code]).ToText(), StringComparison.Ordinal);

    [Fact]
    public void A_region_past_the_bound_is_still_counted_and_warned_of()
    {
        IEnumerable<VirtualRegion> regions = [.. Enumerable.Repeat(s_data, 300), s_both];
        string text = VirtualRegionsView.Of(regions).ToText();
        Assert.StartsWith("Mapped virtual memory: 4.34 MiB in 301 regions\n", text, StringComparison.Ordinal);
        Assert.Contains("\nWarning: One range (2 MiB) can be", text, StringComparison.Ordinal);
        Assert.EndsWith("\n(101 more)\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Regions_are_summed_up_by_rights()
    {
        string text = VirtualRegionsView.Of([s_data, s_data, s_code]).ToText();
        Assert.Matches("\nBy rights\nRights +Regions +Size\nr-x user +1 +4 KiB\nrw- user +2 +16 KiB\n", text);
    }

    [Fact]
    public void Tables_that_are_missing_are_said_before_anything_else() =>
        Assert.Matches("^Mapped.*\n2 page tables are not in the dump", VirtualRegionsView.Of([s_data], () => 2).ToText());

    [Fact]
    public void One_kind_of_modules_can_be_shown_alone()
    {
        Assert.Equal(["Kernel modules"], Captions(ModulesView.Kernel(_sample)));
        Assert.Equal(["User modules"], Captions(ModulesView.User(_sample)));
        Assert.Equal(["Unloaded drivers"], Captions(ModulesView.Unloaded(_sample)));
        Assert.Equal(["Kernel modules", "User modules", "Unloaded drivers"], Captions(ModulesView.Of(_sample)));
    }

    [Fact]
    public void A_view_takes_more_rows_when_it_is_told()
    {
        var processes = new CapturedList<Process>(Enumerable.Range(1, 900).Select(i => new Process { Id = (ulong)i }));
        Assert.Contains("\n(700 more)\n", ProcessesView.Of(processes).ToText(), StringComparison.Ordinal);
        Assert.DoesNotContain("more", ProcessesView.Of(processes, OutputLimits.Default.WithRows(900)).ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Processes_and_processors_are_sorted_by_their_numbers()
    {
        var processes = new CapturedList<Process>([new() { Id = 700 }, new() { Id = 4 }]);
        Assert.Matches("\n  4 .*\n700 ", ProcessesView.Of(processes).ToText());
        var processors = new CapturedList<Processor>([new() { Number = 11 }, new() { Number = 2 }]);
        Assert.Matches("\n +2 .*\n +11 ", ProcessorsView.Of(processors).ToText());
    }

    [Fact]
    public void A_list_that_is_not_complete_says_why()
    {
        var modules = new CapturedList<LoadedModule>([], new(KernelDataFailureReason.NotRecorded, "nobody wrote it down"));
        Assert.Equal("Modules: 0\nNot complete: nobody wrote it down.\n", ModulesView.Of(modules).ToText());
    }

    [Fact]
    public void Tables_have_captions_header_cells_and_can_be_scrolled_with_the_keyboard()
    {
        string html = ModulesView.Of(_sample).ToHtml();
        Assert.Equal(3, Regex.Count(html, "<div class=\"s\" role=\"group\" tabindex=\"0\" aria-label=\"[^\"]+\"><table><caption>"));
        Assert.DoesNotMatch("<th(?! scope=)", html.Replace("<thead>", "", StringComparison.Ordinal));
    }

    private static string[] Captions(View view) => [.. Regex.Matches(view.ToHtml(), "<caption>([^:]*):").Select(match => match.Groups[1].Value)];
}
